"""The impact of a publication on every plan, computed in batches.

Each request does one batch, in any process.
"""

import gc
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.utils.timezone import now

from catalog import releases, schema
from catalog.differences import differences
from catalog.releases import Edition
from catalog.schema import Catalog
from wizard.models import CitedFacts, Look
from wizard.publishing.impact import Sides, changed_facts, effects_on

AT_ONCE = 100  # plans between two looks at the clock
A_TURN = 1.5  # seconds of work
MOST_LOOKS = 5


def begin(current: Edition, following: Catalog, on: date) -> Look:
    """Return the look from one catalog to another on a day: the one there is, or a new one."""
    payload = schema.dump(following)
    changed = changed_facts(differences(current.catalog, following))
    live = CitedFacts.objects.live(now())
    look, made = Look.objects.get_or_create(
        release=current.number,
        digest=releases.digest_of(payload),
        day=on,
        defaults={
            "payload": payload.decode(),
            "total": live.count(),
            "using": live.filter(facts__overlap=changed).count() if changed else 0,
        },
    )
    if made:
        newest = Look.objects.order_by("-pk").values_list("pk", flat=True)[:MOST_LOOKS]
        Look.objects.exclude(pk__in=list(newest)).delete()
    return look


def go_on(look: Look, seconds: float | None = None) -> Look:
    """Do one batch of the work, unless another process is on it or none is left.

    Return how far it has come.
    """
    begun, seconds = time.monotonic(), A_TURN if seconds is None else seconds
    with transaction.atomic(), _without_collecting():
        locked = Look.objects.select_for_update(skip_locked=True).filter(pk=look.pk).first()
        if locked is None or locked.done:
            return Look.objects.get(pk=look.pk)
        digest = releases.edition(locked.release).digest
        between, at = _sides(digest, locked.release, locked.digest, locked.day), now()
        counts = Counter(locked.counts)
        while True:  # at least once, so that every turn gets on
            rows = list(
                CitedFacts.objects.live(at)
                .filter(plan_id__gt=locked.last)
                .select_related("version")
                .only("plan_id", "version__inputs", "version__decision")
                .order_by("plan_id")[:AT_ONCE]
            )
            counts.update(name for row in rows for name in effects_on(row, between))
            locked.looked += len(rows)
            if len(rows) < AT_ONCE:
                locked.finished = now()
                break
            locked.last = rows[-1].plan_id
            if time.monotonic() - begun >= seconds:
                break
        locked.seconds += time.monotonic() - begun
        locked.counts = counts
        locked.save(update_fields=["looked", "finished", "last", "seconds", "counts"])
        return locked


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Switch the garbage collector off.

    The objects live as long as the job, and collecting takes half the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@lru_cache(maxsize=2)
def _sides(_now: str, release: int, following: str, day: date) -> Sides:
    payload = Look.objects.values_list("payload", flat=True).get(
        release=release, digest=following, day=day
    )
    before, after = releases.edition(release).catalog, schema.load(payload)
    return Sides(before=before, after=after, on=day)
