"""The room that plans have in the database: of a plan, of a visitor in a day, of the site."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any, override

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, F, Func, QuerySet, Sum
from django.http import HttpRequest

from catalog import limits
from catalog.formatting import capitalise
from catalog.limits import Refused
from config.budget import KILOBYTE, MEGABYTE
from config.environment import RateLimit
from wizard.models import Plan

# What is left is shared: in a day a visitor takes at most a fiftieth of it, all together a tenth.
# So nobody fills a room alone, even in the hundred days for which texts of pilots are stored: each
# day less is left to take.
OF_ONE, OF_ALL = 50, 10
ALARM = 0.7  # of a room, from which on operators are told; `ops/alerts.yml` has the same
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
logger = logging.getLogger(__name__)


class PlanSpaceError(Exception):
    """Something is not stored; the message says why."""

    @property
    def sentence(self) -> str:
        return f"{capitalise(str(self))}."


class ShareUsedUpError(PlanSpaceError):
    """A visitor, or all of them, brought what they may bring in a day."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.sentence.removesuffix("."))
        self.refused = refused


class Sender:
    """Who brings what is stored: here the site itself, which is held to no share of a day."""

    def refusal(self, _shared: RateLimit, _kilobytes: int, /) -> Refused | None:
        """Count what is brought against a share of the room; return why it is too much."""
        return None


@dataclass(frozen=True, slots=True)
class Visitor(Sender):
    """Somebody who sends what is stored."""

    request: HttpRequest

    @override
    def refusal(self, shared: RateLimit, kilobytes: int, /) -> Refused | None:
        return limits.counted(self.request, shared, amount=kilobytes)


THE_SITE = Sender()


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """The room for one kind of thing that plans gather."""

    what: str  # in the plural
    setting: str  # how many MB all of it may take
    used: Callable[[Plan | None], int]  # the bytes that it takes, of a plan or of all
    refusal: Callable[
        [Plan, int], str
    ]  # why a plan takes no more, for so many bytes more; or nothing
    full: str  # what is said where the site has no more

    def most(self) -> int:
        """Return the bytes that all plans together may take."""
        return int(getattr(settings, self.setting)) * MEGABYTE

    def state(self) -> dict[str, int]:
        """Return what is taken and what may be, for operators."""
        return {"taken": self.used(None), "most": self.most()}

    def alarming(self) -> int | None:
        """Return how much of the room is taken, of 100, once operators have to know; else None."""
        taken, allowed = self.used(None), self.most()
        if not allowed or taken < ALARM * allowed:
            return None
        return taken * 100 // allowed

    def claim(self, plan: Plan, more: int, sender: Sender) -> None:
        """Take room for more bytes of a plan, for their sender. Raises `PlanSpaceError`.

        The caller has locked the plan, and stores them in the same transaction.
        """
        if more <= 0:
            return
        with connection.cursor() as cursor:
            # So that two at once do not both take the last room.
            cursor.execute(_ALONE, [f"room of {self.what}"])
        if reason := self.refusal(plan, more):
            raise PlanSpaceError(reason)
        taken = self.used(None)
        left = self.most() - taken
        if more > left:
            raise PlanSpaceError(self.full)
        if refused := sender.refusal(self._shared(left), ceil(more / KILOBYTE)):
            raise ShareUsedUpError(refused)
        self._tell(taken, taken + more)

    def _shared(self, left: int) -> RateLimit:
        """Return how much of what is left one sender, and all of them, may take in a day."""
        limit: RateLimit = settings.LIMITS["kilobytes"]
        kilobytes = left // KILOBYTE
        return RateLimit(
            what=f"{limit.what} of {self.what}",
            from_one=min(limit.from_one, kilobytes // OF_ONE),
            from_all=min(limit.from_all, kilobytes // OF_ALL),
            window=limit.window,
        )

    def _tell(self, before: int, after: int) -> None:
        """Log that the alarm is reached, when it is."""
        alarm = ALARM * self.most()
        if before < alarm <= after:
            logger.warning(
                "%s take %.1f of %d MB. Raise %s, or look who sends so much.",
                capitalise(self.what),
                after / MEGABYTE,
                self.most() // MEGABYTE,
                self.setting,
            )


def text_bytes(texts: Iterable[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def stored_bytes(rows: QuerySet[Any], texts: Iterable[str], others: Iterable[str] = ()) -> int:
    """Return the size of some columns of rows.

    Texts count by their length, others as the database keeps them.
    """
    functions = dict.fromkeys(texts, "octet_length") | dict.fromkeys(others, "pg_column_size")
    sizes = {
        f"bytes_of_{name}": Sum(Func(F(name), function=function, output_field=BigIntegerField()))
        for name, function in functions.items()
    }
    return sum(total or 0 for total in rows.order_by().aggregate(**sizes).values())
