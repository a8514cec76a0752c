"""Look whether the addresses of the sources still answer."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, override
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import F, OuterRef, Subquery
from django.utils.timezone import now

from catalog.exchange.public_web import NoAnswerError, answer_of, is_public
from catalog.models import RowState, Source
from wizard.models import LinkCheck

NAME = "Pilotlight link check"
# What a site answers to a program although the page is there for people.
SHY = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, 429})
ENOUGH_HOSTS = 5  # of which none answers: then the fault is on this side


class NoWayOutError(Exception):
    """From here nobody on the web is reached."""


def urls_to_check(most: int) -> list[str]:
    """Return the addresses of published sources, those never asked first, then those asked longest ago."""
    asked = LinkCheck.objects.filter(url=OuterRef("url")).values("checked")[:1]
    rows = Source.objects.filter(state=RowState.PUBLISHED.value).exclude(url="")
    ordered = rows.annotate(asked=Subquery(asked)).order_by(
        F("asked").asc(nulls_first=True), "url", "slug"
    )
    return list(dict.fromkeys(ordered.values_list("url", flat=True)))[:most]


def check_links(urls: Iterable[str], asking: Callable[[str], str]) -> list[LinkCheck]:
    """Ask each address and keep the answer; `asking` returns nothing where all is well, else what went wrong.

    It raises `NoAnswerError` where nobody answers; `NoWayOutError`, with nothing kept, where that is so everywhere.
    """
    rows, silent, heard = [], set(), False
    for url in urls:
        try:
            answer, heard = asking(url), True
        except NoAnswerError as reason:
            answer = str(reason)
            silent.add(urlsplit(url).hostname)
        if not heard and len(silent) == ENOUGH_HOSTS:
            raise NoWayOutError
        rows.append(LinkCheck(url=url, checked=now(), answer=answer[:200], broken=bool(answer)))
    LinkCheck.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["checked", "answer", "broken"],
    )
    return rows


def ask_address(url: str, *, seconds: float, may_ask: Callable[[str], bool] = is_public) -> str:
    """Ask a public address, for so many seconds in all; return nothing where all is well. Raises NoAnswerError."""
    with answer_of(url, seconds=seconds, agent=NAME, may_ask=may_ask) as answer:
        well = answer.status < HTTPStatus.BAD_REQUEST or answer.status in SHY
        return "" if well else f"{answer.status} {answer.reason}"


NO_WAY_OUT = 3  # status of the command


class Command(BaseCommand):
    help = "Ask the addresses of the sources whether they still answer; broken ones stand in the queue of the desk."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=200, help="addresses to ask at most (200)")
        parser.add_argument("--seconds", type=float, default=10, help="to wait for each (10)")

    @override
    def handle(self, *_args: Any, most: int, seconds: float, **_options: Any) -> None:
        try:
            checks = check_links(urls_to_check(most), lambda url: ask_address(url, seconds=seconds))
        except NoWayOutError as reason:
            raise CommandError(
                f"None of {ENOUGH_HOSTS} hosts answered: this machine has no way out to the web. Nothing was kept.",
                returncode=NO_WAY_OUT,
            ) from reason
        broken = [row for row in checks if row.broken]
        for row in broken:
            self.stdout.write(f"{row.answer}: {row.url}")
        self.stdout.write(
            f"Asked {len(checks)} addresses; {len(broken)} did not answer as they should."
        )
