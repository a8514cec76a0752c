"""Look whether the addresses of the sources still answer."""

from collections.abc import Callable, Collection, Iterable
from http import HTTPStatus
from typing import Any, override
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import F, OuterRef, Subquery
from django.utils.timezone import now

from catalog.imports.public_web import NoAnswerError, SilentError, answer_of, is_public
from catalog.models import RowState, Source
from wizard.models import LinkCheck

NAME = "Pilotlight link check"
# What a site answers to a program although the page is there for people.
SHY = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, 429})
MOST_WITNESSES = 5
NO_WAY_OUT = 3  # status of the command

type Asking = Callable[[str], str]
"""Returns nothing where all is well, else what went wrong; raises `NoAnswerError`."""


class NoWayOutError(Exception):
    """From here nobody on the web is reached, so that nothing is known of the addresses."""


def urls_to_check(most: int) -> list[str]:
    """Return published sources' addresses, those never asked first, then the longest unasked."""
    last_check = LinkCheck.objects.filter(url=OuterRef("url")).values("checked")[:1]
    rows = Source.objects.filter(state=RowState.PUBLISHED.value).exclude(url="")
    ordered = rows.annotate(asked=Subquery(last_check)).order_by(
        F("asked").asc(nulls_first=True), "url", "slug"
    )
    return list(dict.fromkeys(ordered.values_list("url", flat=True)))[:most]


def check_links(urls: Iterable[str], asking: Asking) -> list[LinkCheck]:
    """Ask each address, keep what it answered, and return that.

    Where nobody was reached at an address, either its host is gone or this machine has no way out.
    That somebody answered, now or among those who did before, shows that it was the host. Raises
    `NoWayOutError` where nobody does; then nothing is kept.
    """
    checks, silent, is_reached = [], {}, False
    for url in urls:
        try:
            checks.append(_keep(url, asking(url)))
            is_reached = True
        except SilentError as reason:
            silent[url] = str(reason)
        except NoAnswerError as reason:  # it was not asked, or answered what is no page
            checks.append(_keep(url, str(reason)))
    if silent and not is_reached and not any(_answers(url, asking) for url in _witnesses(silent)):
        raise NoWayOutError
    return [*checks, *(_keep(url, answer) for url, answer in silent.items())]


def _witnesses(silent: Collection[str]) -> list[str]:
    """Return addresses that answered last time, one a host, none of which is silent now."""
    answered = LinkCheck.objects.filter(broken=False).exclude(url__in=silent)
    by_host: dict[str | None, str] = {}
    for url in answered.order_by("-checked", "url").values_list("url", flat=True):
        by_host.setdefault(urlsplit(url).hostname, url)
    silent_hosts = {urlsplit(url).hostname for url in silent}
    return [url for host, url in by_host.items() if host not in silent_hosts][:MOST_WITNESSES]


def _answers(url: str, asking: Asking) -> bool:
    try:
        asking(url)
    except NoAnswerError:
        return False
    return True


def _keep(url: str, answer: str) -> LinkCheck:
    """Store what an address answered, at once: whoever ends the command loses no more than one."""
    check = LinkCheck(url=url, checked=now(), answer=answer[:200], broken=bool(answer))
    LinkCheck.objects.bulk_create(
        [check],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["checked", "answer", "broken"],
    )
    return check


def ask_address(url: str, *, seconds: float, may_ask: Callable[[str], bool] = is_public) -> str:
    """Ask a public address for so many seconds in all. Raises NoAnswerError.

    Return nothing where all is well.
    """
    with answer_of(url, seconds=seconds, agent=NAME, may_ask=may_ask) as answer:
        well = answer.status < HTTPStatus.BAD_REQUEST or answer.status in SHY
        return "" if well else f"{answer.status} {answer.reason}"


class Command(BaseCommand):
    help = (
        "Ask the addresses of the sources whether they still answer; broken ones stand in the "
        "queue of the desk."
    )

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
                (
                    "Nobody answered, nor did those who did before: this machine has no way out "
                    "to the web. Nothing was kept."
                ),
                returncode=NO_WAY_OUT,
            ) from reason
        broken = [row for row in checks if row.broken]
        for row in broken:
            self.stdout.write(f"{row.answer}: {row.url}")
        self.stdout.write(
            f"Asked {len(checks)} addresses; {len(broken)} did not answer as they should."
        )
