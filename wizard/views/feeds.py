"""A plan's own feed and calendar: what its versions and the world changed, and the days that matter to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.html import format_html, format_html_join
from django.utils.http import quote_etag
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from catalog import formatting
from catalog.calendars import MEDIA_TYPE as CALENDAR, CalendarEvent, write_calendar
from catalog.changes import announced
from catalog.feeds import MEDIA_TYPE as ATOM, FeedEntry, atom
from catalog.releases import Edition, current
from catalog.schema import AiModel, Catalog
from config.build import build_id
from config.context import base_url
from wizard.decision.decision import Decision
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot.shown import story as pilot_story
from wizard.plans import advice as advising, drifting, pages
from wizard.plans.drifting import Drift, DriftState
from wizard.plans.replies import counting, of_version, over
from wizard.views import closed
from wizard.views.plan import for_holders, gone, is_readable

MOST_VERSIONS = 50
MOST_CHANGES = 50
REVIEW_AFTER = timedelta(days=90)  # ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A plan that somebody who holds its link asks for, and the catalog as it is today."""

    request: HttpRequest
    plan: Plan
    version: PlanVersion
    now: Edition
    today: date

    @property
    def base(self) -> str:
        """Return the site's address."""
        return base_url(self.request)

    @property
    def address(self) -> str:
        """Return the plan's address for colleagues."""
        return f"{self.base}{self.plan.get_absolute_url()}"

    @property
    def name(self) -> str:
        """Return a name of the plan that stays when its keys are renewed, and that opens nothing."""
        return sha256(f"{self.plan.pk} {self.plan.created.isoformat()}".encode()).hexdigest()[:24]


def _opened(request: HttpRequest, view_key: str) -> Opened | HttpResponse:
    """Return the plan of a view key, or what stands in its place. Raises `Http404`."""
    version = PlanVersion.objects.filter(plan__view_key=view_key).select_related("plan").newest_first().first()
    if version is None:
        raise Http404
    if not is_readable(version.plan):
        return gone(request, version.plan)
    today = timezone.localdate()
    heard = over(current(), counting(version.plan, today), today)
    return Opened(request=request, plan=version.plan, version=version, now=heard, today=today)


def _answer(opened: Opened, text: str, media_type: str) -> HttpResponse:
    """Answer 304 where the asker has the text already."""
    etag = quote_etag(sha256(f"{build_id()}{text}".encode()).hexdigest()[:32])
    response = HttpResponse(text.encode(), content_type=media_type)
    return for_holders(get_conditional_response(opened.request, etag=etag, response=response) or response, etag)


# ---------------------------------------------------------------------------------------------------------------- feed


@require_safe
@closed.says_why
def feed(request: HttpRequest, view_key: str) -> HttpResponse:
    """Tell a plan's versions, and what changed since the latest in the facts that it leans on."""
    opened = _opened(request, view_key)
    if isinstance(opened, HttpResponse):
        return opened
    entries = (
        *_of_drift(opened, drifting.drift_of(opened.version, opened.now, opened.today)),
        *_of_versions(opened),
        *_of_pilot(opened),
    )
    text = atom(
        request,
        title=opened.plan.title or "a plan",
        about="What changed in a plan and in the facts that it leans on.",
        path=opened.plan.get_absolute_url(),
        entries=sorted(entries, key=lambda entry: (-entry.when.timestamp(), entry.name)),
        begun=opened.plan.created,
        name=("plan", opened.name),
    )
    return _answer(opened, text, ATOM)


def _of_versions(opened: Opened) -> Iterator[FeedEntry]:
    """Yield each version with what it changed."""
    rows = opened.plan.versions.newest_first().select_related("page").defer("answers", "advice", "page__text")
    for version in rows[:MOST_VERSIONS]:
        page = getattr(version, "page", None) or pages.of(version)
        sentences = page.changes or ["The first version."]
        yield FeedEntry(
            name=("version", str(version.number)),
            title=f"Version {version.number}, on release {version.release}",
            path=reverse("wizard:fixed", args=[opened.plan.view_key, version.number]),
            when=version.made,
            html=_list(sentences),
        )


def _of_pilot(opened: Opened) -> Iterator[FeedEntry]:
    """Yield when the targets of the pilot were locked, each change of them after that, and its verdict."""
    for line in pilot_story(Pilot.objects.whole().filter(plan=opened.plan)):
        yield FeedEntry(
            name=("pilot", _digest([line.made.isoformat(), line.sentence])),
            title=line.sentence,
            path=f"{opened.plan.get_absolute_url()}pilot/",
            when=line.made,
            html=_list([line.sentence]),
        )


def _of_drift(opened: Opened, drift: Drift) -> Iterator[FeedEntry]:
    """Yield what changed since the latest version, and first that the plan would now differ, where it would."""
    version = str(opened.version.number)
    when = max(opened.version.made, opened.now.published_at)
    if drift.state is DriftState.DIFFERENT:
        yield FeedEntry(
            name=("different", version, _digest(drift.differences)),
            title=drift.state.label,
            path=opened.plan.get_absolute_url(),
            when=when,
            html=_list([*drift.differences, "The plan stays as it was decided until its owner makes a new version."]),
        )
    elif drift.state is DriftState.UNCHECKED:
        yield FeedEntry(
            name=("unchecked", version, _digest(drift.obstacles)),
            title=drift.state.label,
            path=opened.plan.get_absolute_url(),
            when=when,
            html=_list(drift.obstacles),
        )
    for row in drift.moved[:MOST_CHANGES]:
        place = reverse("catalog:model", args=[row.model]) if row.model else ""
        yield FeedEntry(
            name=("change", version, *row.key, _digest([row.text])),
            title=row.text,
            path=place or opened.plan.get_absolute_url(),
            when=when,
            html=_list([row.text]),
        )


def _list(lines: Iterable[str]) -> SafeString:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


# ------------------------------------------------------------------------------------------------------------ calendar


@require_safe
@closed.says_why
def calendar(request: HttpRequest, view_key: str) -> HttpResponse:
    """Give a plan's days: the end of its models, announced prices, pilot, actions, replies that run out, and when to look again."""
    opened = _opened(request, view_key)
    if isinstance(opened, HttpResponse):
        return opened
    decision = advising.load(opened.version.advice).decision
    events = sorted((*_of_plan(opened, decision), *_of_models(opened, decision)), key=lambda row: (row.day, row.uid))
    name = f"{settings.SITE_NAME}: {opened.plan.title or 'a plan'}"
    text = write_calendar(events, name=name, stamp=max(opened.version.made, opened.now.published_at))
    response = _answer(opened, text, CALENDAR)
    response.headers["Content-Disposition"] = 'inline; filename="plan.ics"'
    return response


def _of_plan(opened: Opened, decision: Decision) -> Iterator[CalendarEvent]:
    """Yield the days that the plan itself sets."""
    for part in decision.parts:
        if part.pilot is not None:
            cases = f"{part.pilot.cases} {part.unit_plural}"
            yield _event(
                opened,
                "test",
                part.key,
                day=part.pilot.decides_by,
                title=f"Test done: {cases}",
                text="Decide by this day.",
            )
            if part.pilot.second_look is not None:
                second = part.pilot.second_look
                yield _event(
                    opened,
                    "second-look",
                    part.key,
                    day=second.on,
                    title="Second look",
                    text=f"At {second.cases} results.",
                )
    for row in of_version(opened.version):
        title = f"The reply by {row.name} runs out"
        yield _event(opened, "reply", row.source, day=row.until, title=title, text="Ask again, or look at the plan.")
    review_day = decision.on + REVIEW_AFTER
    yield _event(opened, "look-again", day=review_day, title="Look at the plan again", text="Prices and models change.")


def _of_models(opened: Opened, decision: Decision) -> Iterator[CalendarEvent]:
    """Yield when the models that the plan names go off sale, and when their prices change, as known today."""
    catalog = opened.now.catalog
    named = _named(decision, catalog)
    for slug, name in named.items():
        model = catalog.model.get(slug)
        if model is not None and model.retires is not None:
            yield _event(
                opened,
                "retires",
                slug,
                day=model.retires,
                title=f"{name} goes off sale",
                text=_after(model, catalog),
                path=reverse("catalog:model", args=[slug]),
            )
    for change in announced(catalog, opened.today):
        if change.model.slug in named and change.day >= opened.version.decided_on:
            yield _event(
                opened,
                *change.key,
                day=change.day,
                title=change.title(opened.today),
                text=change.sentence(opened.today),
                path=reverse("catalog:model", args=[change.model.slug]),
            )


def _named(decision: Decision, catalog: Catalog) -> dict[str, str]:
    """Return the models that a reader acts on, by slug: picks, challengers and those to try."""
    rows = [
        choice.model
        for part in decision.parts
        for choice in (part.pick, part.challenger, *part.to_try)
        if choice is not None and choice.model in catalog.model
    ]
    return {slug: catalog.model[slug].name for slug in rows}


def _after(model: AiModel, catalog: Catalog) -> str:
    successor = catalog.model.get(model.replaced_by) if model.replaced_by else None
    follows = f"{successor.name} follows it." if successor else "No successor is on file."
    return f"{follows} Read {formatting.format_day(model.as_of)}."


def _event(opened: Opened, *name: str, day: date, title: str, text: str, path: str = "") -> CalendarEvent:
    """Return an event under a name that stays the same when its day or its words change."""
    host = urlsplit(opened.base).hostname
    uid = sha256("|".join((opened.name, *name)).encode()).hexdigest()[:24]
    return CalendarEvent(
        uid=f"{name[0]}-{uid}@{host}",
        day=day,
        title=title,
        text=text,
        address=f"{opened.base}{path}" if path else opened.address,
    )
