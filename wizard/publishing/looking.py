"""The impact of a publication on every plan, computed in batches: each request does one batch, in any process."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from catalog import releases, schema
from catalog.differences import differences
from catalog.releases import Edition
from catalog.schema import Catalog
from wizard.decision.table import Tables
from wizard.models import Affected, Leaning, Look
from wizard.publishing.impact import Effect, Move, Sides, Tally, changed_facts, count

AT_ONCE = 100  # plans between two looks at the clock
A_TURN = 1.5  # seconds of work
MOST_LOOKS = 5
FIRSTS, LOSSES, COSTS, UNREAD = "firsts", "losses", "costs", "unread"
COUNTERS = (FIRSTS, LOSSES, COSTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactSummary:
    """A look as a page shows it."""

    look: Look
    tally: Tally

    @property
    def done(self) -> bool:
        """Return whether every plan was looked at."""
        return self.look.finished is not None


def begin(current: Edition, following: Catalog, on: date) -> Look:
    """Return the look from one catalog to another on a day: the one there is, or a new one."""
    payload = schema.dump(following)
    changed = changed_facts(differences(current.catalog, following))
    live = Leaning.objects.live(now())
    look, made = Look.objects.get_or_create(
        release=current.number,
        digest=releases.digest_of(payload),
        day=on,
        defaults={
            "payload": payload.decode(),
            "total": live.count(),
            "using": live.on_any(changed).count() if changed else 0,
        },
    )
    if made:
        newest = Look.objects.order_by("-pk").values_list("pk", flat=True)[:MOST_LOOKS]
        Look.objects.exclude(pk__in=list(newest)).delete()
    return look


def forget(look: Look) -> None:
    """Forget a look, so that the next one sees the plans that were made since."""
    Look.objects.filter(pk=look.pk).delete()


def go_on(look: Look, seconds: float | None = None) -> ImpactSummary:
    """Do one batch of the work, unless another process is doing it or none is left; return how far it has come."""
    begun, seconds = time.monotonic(), A_TURN if seconds is None else seconds
    with transaction.atomic(), _without_collecting():
        locked = Look.objects.select_for_update(skip_locked=True).filter(pk=look.pk).first()
        if locked is None or locked.finished is not None:
            return found(Look.objects.get(pk=look.pk))
        between = _between(locked)
        tally, at = read(locked.found), now()
        while True:  # at least once, so that every turn gets on
            rows = list(
                Leaning.objects.live(at)
                .filter(plan_id__gt=locked.last)
                .select_related("version")
                .only("plan_id", "shown", "version__answers")
                .order_by("plan_id")[:AT_ONCE]
            )
            seen = count(rows, between, tally)
            Affected.objects.bulk_create(_affected(locked, plan, effect) for plan, effect in seen.effects.items())
            if len(rows) < AT_ONCE:
                locked.finished = now()
                break
            locked.last = rows[-1].plan_id
            if time.monotonic() - begun >= seconds:
                break
        locked.found = written(tally)
        locked.seconds += time.monotonic() - begun
        locked.save(update_fields=["found", "finished", "last", "seconds"])
        return ImpactSummary(look=locked, tally=tally)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Switch the garbage collector off: the objects live as long as the job, and collecting takes half the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _affected(look: Look, plan: int, effect: Effect) -> Affected:
    happens = {
        FIRSTS: effect.other_first,
        LOSSES: bool(effect.losses),
        COSTS: bool(effect.way),
        UNREAD: effect.no_longer_read,
    }
    return Affected(
        look=look,
        plan_id=plan,
        approach_before=str(effect.approach_before or ""),
        approach_after=str(effect.approach_after or ""),
        effects=[name for name, holds in happens.items() if holds],
        moves=[as_stored(name, move) for name in COUNTERS for move in getattr(effect, name)],
        percent=None if effect.share is None else round(effect.share * 100),
    )


def as_stored(name: str, move: Move) -> dict[str, str]:
    """Return a move as an affected plan stores it."""
    return {"effect": name, "work": move.work, "before": move.before, "after": move.after}


def affected(look: Look, effect: str, move: Move | None = None) -> QuerySet[Affected]:
    """Return the plans that a look counted under one effect, or under one of its moves, the newest plan first."""
    rows = Affected.objects.filter(look=look, effects__contains=[effect]).order_by("-plan_id")
    return rows if move is None else rows.filter(moves__contains=[as_stored(effect, move)])


def found(look: Look) -> ImpactSummary:
    """Return what a look has found so far."""
    return ImpactSummary(look=look, tally=read(look.found))


def following(look: Look) -> Catalog:
    """Return what the next release would hold, as it was when the look began."""
    return _between(look).after.catalog


def _between(look: Look) -> Sides:
    return _sides(releases.edition(look.release).digest, look.release, look.digest, look.day)


@lru_cache(maxsize=2)
def _sides(_now: str, release: int, following: str, day: date) -> Sides:
    payload = Look.objects.values_list("payload", flat=True).get(release=release, digest=following, day=day)
    before, after = releases.edition(release).catalog, schema.load(payload)
    return Sides(before=Tables(before, day), after=Tables(after, day))


def written(tally: Tally) -> dict[str, Any]:
    """Return a tally as JSON."""
    rows: dict[str, Any] = {field.name: getattr(tally, field.name) for field in fields(tally)}
    for name in COUNTERS:
        moves: list[tuple[Move, int]] = getattr(tally, name).most_common()
        rows[name] = [[move.work, move.before, move.after, plans] for move, plans in moves]
    return rows


def read(rows: dict[str, Any]) -> Tally:
    """Return the tally that `written` wrote."""
    tally = Tally(**{name: value for name, value in rows.items() if name not in COUNTERS})
    for name in COUNTERS:
        counter = getattr(tally, name)
        for work, before, after, plans in rows.get(name, ()):
            counter[Move(work, before, after)] = plans
    return tally
