"""What the living page of a plan hangs on, in one small question: whether it opens, and whether it is still the same."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from catalog.models import Release
from config.prepared import first_row
from wizard.models import Pilot, Plan, PlanQuestion, PlanVersion, Reply, SignOff

# Every row that the page shows stands here by the transaction that wrote it and by its place. Whatever writes one, and by
# whatever way, the mark is another; nobody has to remember to count up.
QUESTION = """
SELECT plan.id, plan.withdrawn, plan.expires, plan.opened, version.id, release.number, release.digest,
       origin.withdrawn, origin.expires,
       ROW(plan.xmin, plan.ctid, version.id, origin.id, pilot.xmin, pilot.ctid,
           (SELECT string_agg(row.xmin || ' ' || row.ctid, ',' ORDER BY row.id) FROM {questions} row
            WHERE row.plan_id = plan.id),
           (SELECT string_agg(row.xmin || ' ' || row.ctid, ',' ORDER BY row.id) FROM {replies} row
            WHERE row.plan_id = plan.id),
           (SELECT string_agg(row.xmin || ' ' || row.ctid, ',' ORDER BY row.id) FROM {signoffs} row
            JOIN {versions} signed ON signed.id = row.version_id WHERE signed.plan_id = plan.id)
       )::text
FROM {plans} plan
CROSS JOIN LATERAL
    (SELECT id FROM {versions} WHERE plan_id = plan.id ORDER BY number DESC LIMIT 1) version
LEFT JOIN {pilots} pilot ON pilot.plan_id = plan.id
LEFT JOIN {versions} original ON original.id = plan.copied_from_id
LEFT JOIN {plans} origin ON origin.id = original.plan_id
LEFT JOIN (SELECT number, digest FROM {releases} ORDER BY number DESC LIMIT 1) release ON true
WHERE plan.view_key = %s
"""
TABLES = {
    "plans": Plan,
    "versions": PlanVersion,
    "pilots": Pilot,
    "questions": PlanQuestion,
    "replies": Reply,
    "signoffs": SignOff,
    "releases": Release,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A plan as far as one must know it to say whether somebody has its page already."""

    plan: int
    withdrawn: datetime | None
    expires: datetime | None
    opened: date
    version: int  # the latest, by its primary key
    release: int | None  # the current one; None where nothing has been published
    digest: str | None
    origin_withdrawn: datetime | None
    origin_expires: datetime | None
    rows: str  # what stands on the page, each row by who wrote it and its place

    def tag(self, now: datetime) -> str:
        """Return what the page says at a moment, but for the day."""
        origin_open = is_open(self.origin_withdrawn, self.origin_expires, now)
        return f"{self.rows} {origin_open} {self.release} {self.digest}"


def of(view_key: str) -> Mark | None:
    """Return the mark of the plan with this view key; None where there is none, or none was made of the draft."""
    found = first_row(_question(), [view_key], Plan)
    if found is None:
        return None
    plan, withdrawn, expires, opened, version, release, digest, origin_withdrawn, origin_expires, rows = found
    return Mark(
        plan=plan,
        withdrawn=withdrawn,
        expires=expires,
        opened=opened,
        version=version,
        release=release,
        digest=digest,
        origin_withdrawn=origin_withdrawn,
        origin_expires=origin_expires,
        rows=rows,
    )


def is_open(withdrawn: datetime | None, expires: datetime | None, now: datetime) -> bool:
    """Return whether a link for others opens its plan at a moment."""
    return withdrawn is None and (expires is None or expires > now)


@cache
def _question() -> str:
    return QUESTION.format(**{name: model._meta.db_table for name, model in TABLES.items()})  # noqa: SLF001  # Django's documented name
