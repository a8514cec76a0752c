"""The entity tag of a plan's current page, in one query: whether its link opens, and whether the page has changed."""

from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.db import connections, router

from catalog.models import Release
from wizard.models import Pilot, Plan, PlanQuestion, PlanVersion, Reply, SignOff

# Each row that the page shows enters by its xmin and ctid, which change with every write, however it is made; no
# counter has to be maintained.
ROWS = """
ROW(release.number, release.digest, version.id, plan.xmin, plan.ctid,
    origin.id, origin.withdrawn, origin.expires, {same_link},
    ARRAY(SELECT 'p' || row.xmin || row.ctid FROM {pilots} row WHERE row.plan_id = plan.id
          UNION ALL SELECT 'q' || row.xmin || row.ctid FROM {questions} row WHERE row.plan_id = plan.id
          UNION ALL SELECT 'r' || row.xmin || row.ctid FROM {replies} row WHERE row.plan_id = plan.id
          UNION ALL SELECT 's' || row.xmin || row.ctid FROM {signoffs} row
                    JOIN {versions} signed ON signed.id = row.version_id WHERE signed.plan_id = plan.id)
)::text
"""
SAME_LINK = "encode(sha256(convert_to(origin.view_key, 'UTF8')), 'hex') = plan.copied_under"
MORE = "plan.id, plan.withdrawn, plan.expires, plan.opened, version.id, origin.withdrawn, origin.expires"
QUESTION = """
SELECT {columns}
FROM {plans} plan
CROSS JOIN LATERAL
    (SELECT id FROM {versions} WHERE plan_id = plan.id ORDER BY number DESC LIMIT 1) version
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


class Mark(NamedTuple):
    """A plan as far as one must know it to say whether somebody has its page already, in the order of `MORE`."""

    plan: int
    withdrawn: datetime | None
    expires: datetime | None
    opened: date
    version: int  # the latest, by its primary key
    origin_withdrawn: datetime | None
    origin_expires: datetime | None
    rows: str  # what stands on the page, each row by who wrote it and its place, and the current release

    def tag(self, now: datetime) -> str:
        """Return what the page says at a moment, but for the day."""
        return f"{self.rows} {is_open(self.origin_withdrawn, self.origin_expires, now)}"


def of(view_key: str) -> Mark | None:
    """Return the mark of the plan with this view key; None where there is none, or none was made of the draft."""
    with connections[router.db_for_read(Plan)].cursor() as cursor:
        cursor.execute(question(), [view_key])
        found = cursor.fetchone()
    return Mark(*found) if found is not None else None


def is_open(withdrawn: datetime | None, expires: datetime | None, now: datetime) -> bool:
    """Return whether a link for others opens its plan at a moment."""
    return withdrawn is None and (expires is None or expires > now)


@cache
def question() -> str:
    """Return the question that every visit of a permalink asks; it takes the view key."""
    names = {name: model._meta.db_table for name, model in TABLES.items()}  # noqa: SLF001  # Django's documented name
    return QUESTION.replace("{columns}", f"{MORE}, {ROWS}").format(**names, same_link=SAME_LINK)
