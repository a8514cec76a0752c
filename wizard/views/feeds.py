"""A plan's own feed and calendar.

They hold what its versions and the world changed, and the days that matter to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.changes import announced, ends
from catalog.feeds import CalendarEvent, FeedEntry, atom, calendar_of
from catalog.releases import Edition, current
from config.context import base_url
from wizard.decision.tools import tools_of
from wizard.models import Plan, PlanVersion
from wizard.pilot.context import frames_of, tested
from wizard.pilot.measured import tests_of
from wizard.pilot.story import story as pilot_story
from wizard.plans import drifting, pages, stored
from wizard.plans.drifting import Drift, DriftState
from wizard.plans.progressing import newest_by_job
from wizard.plans.replies import counting, of_version, over
from wizard.views.colleagues import for_holders

MOST_VERSIONS = 50
MOST_CHANGES = 50
REVIEW_AFTER = timedelta(days=90)  # ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    plan: Plan
    version: PlanVersion
    now: Edition
    today: date

    @classmethod
    def of(cls, version: PlanVersion) -> "Opened":
        """Return the plan of a version with what vendors replied laid over today's catalog."""
        plan, today = version.plan, timezone.localdate()
        return cls(
            plan=plan,
            version=version,
            now=over(current(), counting(plan, today), today),
            today=today,
        )

    @property
    def name(self) -> str:
        """Return a name of the plan that outlives renewed keys and opens nothing."""
        return sha256(f"{self.plan.pk} {self.plan.created.isoformat()}".encode()).hexdigest()[:24]

    @property
    def changed(self) -> datetime:
        """Return when the latest version was made or the catalog published, whichever is later."""
        return max(self.version.made, self.now.published_at)


@for_holders
def feed(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Tell a plan's versions, and what changed since the latest in the facts that it leans on."""
    opened = Opened.of(version)
    entries = (
        *_of_drift(opened, _drift(opened)),
        *_of_versions(opened),
        *_of_pilot(opened),
    )
    return atom(
        request,
        title=opened.plan.title or "a plan",
        about="What changed in a plan and in the facts that it leans on.",
        path=opened.plan.get_absolute_url(),
        entries=sorted(entries, key=lambda entry: (-entry.when.timestamp(), entry.name)),
        begun=opened.plan.created,
        name=("plan", opened.name),
    )


def _drift(opened: Opened) -> Drift:
    return drifting.drift_of(opened.version, opened.now, opened.today, tests_of(opened.plan))


def _of_versions(opened: Opened) -> Iterator[FeedEntry]:
    rows = opened.plan.versions.with_changes()
    for version in rows[:MOST_VERSIONS]:
        yield FeedEntry(
            name=("version", str(version.number)),
            title=f"Version {version.number}, on release {version.release}",
            path=f"{opened.plan.get_absolute_url()}v/{version.number}/",
            when=version.made,
            html=_list(pages.changes_of(version)),
        )


def _of_pilot(opened: Opened) -> Iterator[FeedEntry]:
    """Yield when the pilot began, and the verdict on each model since it last changed."""
    for line in pilot_story(opened.plan):
        yield FeedEntry(
            name=("pilot", _digest([line.made.isoformat(), line.sentence])),
            title=line.sentence,
            path=f"{opened.plan.get_absolute_url()}pilot/",
            when=line.made,
            html=_list([line.sentence]),
        )


def _of_drift(opened: Opened, drift: Drift) -> Iterator[FeedEntry]:
    """Yield what changed since the latest version.

    First comes that the plan would now differ, where it would.
    """
    version, plan = str(opened.version.number), opened.plan.get_absolute_url()
    if drift.state is not DriftState.HOLDS:
        lines = drift.differences or drift.obstacles
        stays = (
            ["The plan stays as it was decided until its owner makes a new version."]
            if drift.differences
            else []
        )
        name, title = (drift.state.value, version, _digest(lines)), drift.state.label
        yield FeedEntry(
            name=name, title=title, path=plan, when=opened.changed, html=_list([*lines, *stays])
        )
    for row in drift.moved[:MOST_CHANGES]:
        yield FeedEntry(
            name=("change", version, *row.key, _digest([row.text])),
            title=row.text,
            path=reverse("catalog:model", args=[row.model]) if row.model else plan,
            when=opened.changed,
            html=_list([row.text]),
        )


def _list(lines: Iterable[str]) -> SafeString:
    return format_html(
        "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    )


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


@for_holders
def calendar(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Give a plan's days: ends of models, prices, pilot, actions, replies, next look.

    Prices are those announced; replies are listed when they run out.
    """
    opened = Opened.of(version)
    return calendar_of(
        (*_of_plan(opened), *_of_tools(opened)),
        base=base_url(request),
        title=opened.plan.title or "a plan",
        file="plan.ics",
        stamp=opened.changed,
        name=(opened.name,),
    )


def _of_plan(opened: Opened) -> Iterator[CalendarEvent]:
    """Yield the days that the plan itself sets."""
    event = partial(CalendarEvent, path=opened.plan.get_absolute_url())
    frames = frames_of(opened.version)
    for frame in frames:
        protocol = frame.protocol
        yield event(
            name=("test", frame.job.key),
            day=frame.decides_by,
            title=f"Test done: {protocol.cases} {protocol.units}",
            text="Decide by this day.",
        )
    monthly = {frame.job.key for frame in frames if not frame.basis.work.once}
    for key, test in newest_by_job(tests_of(opened.plan)).items():
        if key in monthly and test.counted_from is not None and not test.months:
            yield event(
                name=("month", key),
                day=test.counted_from,
                title="A month of daily use: three questions",
                text="How many were made, how many were done again, and what it cost.",
            )
    for row in of_version(opened.version):
        yield event(
            name=("reply", row.source),
            day=row.until,
            title=f"The reply by {row.name} runs out",
            text="Ask again, or look at the plan.",
        )
    yield event(
        name=("look-again",),
        day=opened.version.decided_on + REVIEW_AFTER,
        title="Look at the plan again",
        text="Prices and models change.",
    )


def _of_tools(opened: Opened) -> Iterator[CalendarEvent]:
    """Yield when the plan's models go off sale, and when their prices change, as known today.

    Prices are those where the plan buys them.

    What the firm uses today is watched like what is named.
    """
    catalog, today = opened.now.catalog, opened.today
    models, offers = _watched(opened)
    moves = (row for row in announced(catalog, today) if row.day >= opened.version.decided_on)
    for change in (*ends(catalog, today), *moves):
        is_bought = any(offer.slug in offers for offer in change.offers)
        if change.model.slug in models and (change.last or is_bought):
            yield CalendarEvent.of(change, catalog, today)


def _watched(opened: Opened) -> tuple[frozenset[str], frozenset[str]]:
    """Return the models that a plan names or the firm uses, and the offers it buys them at."""
    inputs = stored.load_inputs(opened.version.inputs)
    decision = stored.load_decision(opened.version.decision)
    options = [priced.option for job in decision.jobs for priced in tested(job)]
    tools = [option.tool for option in options]
    tools += [job.tool_today for job in inputs.answers.jobs if job.tool_today]
    models = frozenset(tool.slug for key in tools for tool in tools_of(key))
    offers = frozenset(option.offer for option in options if option.offer)
    return models, offers
