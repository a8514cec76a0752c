"""The room that pilots have in the database for cases, answers, files and results: of a plan, of a visitor, of the site."""

import logging
from collections.abc import Iterable
from math import ceil

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, F, Func, Sum
from django.http import HttpRequest

from catalog import limits
from catalog.formatting import capitalise
from catalog.limits import Refused
from config.budget import KILOBYTE, MEGABYTE
from config.environment import RateLimit
from wizard.models import CaseFile, PilotCase, PilotResult, Plan

MOST_PLAN_BYTES = 50 * MEGABYTE
UNRATED_PLAN_BYTES = 10 * MEGABYTE  # until something of it was rated; ours
RESULT_BYTES = 400  # a result with its places in the indexes, about
# What is left is shared: in a day a visitor takes at most a fiftieth of it, all together a tenth. So nobody fills the room
# alone, even in the hundred days for which texts are stored: each day less is left to take.
OF_ONE, OF_ALL = 50, 10
ALARM = 0.7  # of the room, from which on operators are told; `ops/alerts.yml` has the same
TEXTS = ("asked", "facts", "first", "second")
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('room of pilots', 0))"
logger = logging.getLogger(__name__)


class PilotSpaceError(Exception):
    """Something is not stored; the message says why. `refused` is the limit of a visitor, where that is why."""

    def __init__(self, reason: str, refused: Refused | None = None) -> None:
        super().__init__(reason)
        self.refused = refused

    @property
    def sentence(self) -> str:
        return f"{capitalise(str(self))}."


def bytes_of(texts: Iterable[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def used(plan: Plan | None = None) -> int:
    """Return the bytes that the pilots of a plan take, or those of all."""
    cases, files, results = (
        PilotCase.objects.order_by(),
        CaseFile.objects.order_by(),
        PilotResult.objects.order_by(),
    )
    if plan is not None:
        cases = cases.filter(pilot__plan=plan)
        files = files.filter(case__pilot__plan=plan)
        results = results.filter(pilot__plan=plan)
    lengths = [
        Sum(Func(F(name), function="octet_length", output_field=BigIntegerField()))
        for name in TEXTS
    ]
    texts = cases.aggregate(**dict(zip(TEXTS, lengths, strict=True)))
    of_files = files.aggregate(size=Sum("size"))["size"] or 0
    return sum(total or 0 for total in texts.values()) + of_files + results.count() * RESULT_BYTES


def most() -> int:
    """Return the bytes that the pilots of all plans may take."""
    return int(settings.PILOT_SPACE_MB) * MEGABYTE


def state() -> dict[str, int]:
    """Return what pilots take and what they may take, for operators."""
    return {"taken": used(), "most": most()}


def alarming() -> int | None:
    """Return how much of the room is taken, of 100, once operators have to know; else None."""
    taken, allowed = used(), most()
    if not allowed or taken < ALARM * allowed:
        return None
    return taken * 100 // allowed


def claim(plan: Plan, more: int, sent_by: HttpRequest | None) -> None:
    """Take room for so many bytes more of a plan, for whoever sent them. Raises `PilotSpaceError` where there is none.

    The caller has locked the plan, and stores them in the same transaction.
    """
    if more <= 0:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)  # so that two at once do not both take the last room
    _claim_of_plan(plan, more)
    taken = used()
    left = most() - taken
    if more > left:
        raise PilotSpaceError("this site has no room for more; paste a link to it")
    if sent_by is not None:
        _claim_of_visitor(sent_by, more, left)
    _tell(taken, taken + more)


def _claim_of_plan(plan: Plan, more: int) -> None:
    rated = PilotResult.objects.filter(pilot__plan=plan).exists()
    allowed = MOST_PLAN_BYTES if rated else UNRATED_PLAN_BYTES
    if used(plan) + more <= allowed:
        return
    size = f"{allowed // MEGABYTE} MB of cases, answers and files"
    raise PilotSpaceError(
        f"a plan takes {size}"
        if rated
        else f"until something is rated, a plan takes {size}; rate what is there first"
    )


def _claim_of_visitor(request: HttpRequest, more: int, left: int) -> None:
    limit: RateLimit = settings.LIMITS["kilobytes"]
    kilobytes = left // KILOBYTE
    shared = RateLimit(
        what=limit.what,
        from_one=min(limit.from_one, kilobytes // OF_ONE),
        from_all=min(limit.from_all, kilobytes // OF_ALL),
        window=limit.window,
    )
    if refused := limits.counted(request, shared, amount=ceil(more / KILOBYTE)):
        raise PilotSpaceError(refused.sentence.removesuffix("."), refused)


def _tell(before: int, after: int) -> None:
    """Log that the alarm is reached, when it is."""
    alarm = ALARM * most()
    if before < alarm <= after:
        logger.warning(
            "Pilots take %.1f of %d MB. Raise PILOT_SPACE_MB, or look who sends so much.",
            after / MEGABYTE,
            most() // MEGABYTE,
        )
