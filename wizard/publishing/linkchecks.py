"""Whether the addresses of the sources still answer: asked by an operator, kept for the editors' queue."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

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
    ordered = rows.annotate(asked=Subquery(asked)).order_by(F("asked").asc(nulls_first=True), "url", "slug")
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
        rows, update_conflicts=True, unique_fields=["url"], update_fields=["checked", "answer", "broken"]
    )
    return rows


def ask_address(url: str, *, seconds: float, may_ask: Callable[[str], bool] = is_public) -> str:
    """Ask a public address, for so many seconds in all; return nothing where all is well. Raises NoAnswerError."""
    with answer_of(url, seconds=seconds, agent=NAME, may_ask=may_ask) as answer:
        well = answer.status < HTTPStatus.BAD_REQUEST or answer.status in SHY
        return "" if well else f"{answer.status} {answer.reason}"
