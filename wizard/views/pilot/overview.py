"""Starting a pilot, where it stands, what it showed, and everything that takes one press."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from config.context import base_url
from config.request_cost import declares
from wizard.decision.decision import Decision
from wizard.document.blocks import Head
from wizard.models import Pilot, PilotCase
from wizard.pilot import context, starting, store, texts
from wizard.pilot.cases import CasePair
from wizard.pilot.context import Frame
from wizard.pilot.measured import JobTest, tests_of
from wizard.pilot.raters import OWNER
from wizard.pilot.shown import ShownPilot
from wizard.pilot.store import PilotOvertakenError
from wizard.pilot.tables import Found
from wizard.pilot.trying import ways_to_try
from wizard.pilot.verdict import seconds_to_go
from wizard.plans import deciding, keys, pages, stored
from wizard.plans.deciding import Decided
from wizard.plans.progressing import progress_of
from wizard.plans.spaces import PlanSpaceError
from wizard.views.keyed import whole_number
from wizard.views.owner_page import code_of
from wizard.views.pilot.forms import CasesForm
from wizard.views.pilot.request import PilotRequest, answers_view, for_owner
from wizard.views.plan import owned_below
from wizard.views.request_costs import TEXT_FILE


@declares(TEXT_FILE)
@for_owner
def pilot(pilot_request: PilotRequest) -> HttpResponse:
    """Show the newest pilot; where there is none, what it would take, and start it."""
    if pilot_request.pilots.exists() and not pilot_request.bound:
        return overview(pilot_request)
    if pilot_request.bound or context.frames_of(pilot_request.latest):
        return _start(pilot_request)
    return owned_below(pilot_request.request, edit_key=pilot_request.edit_key, key="pilot")


def overview(pilot_request: PilotRequest, **more: Any) -> HttpResponse:
    """Render a pilot's page; `more` holds what was just done."""
    pilot, plan = pilot_request.pilot, pilot_request.plan
    others = plan.pilots.exclude(pk=pilot.pk).order_by("-number")
    query = pilot_request.request.GET
    return pilot_request.show(
        "overview",
        one=ShownPilot(pilot=pilot, latest=pilot_request.latest),
        todo=Todo(pilot_request=pilot_request, rows=texts.cases_of(pilot)),
        others=others,
        newest=max([pilot.number, *(other.number for other in others)]),
        took=whole_number(query.get("took", "")),
        saved=whole_number(query.get("saved", "")),
        **more,
    )


@dataclass(frozen=True, kw_only=True)  # without slots: what is asked twice is counted once
class Todo:
    """What is left to do of a pilot, by counts."""

    pilot_request: PilotRequest
    rows: list[PilotCase]

    @property
    def cases(self) -> int:
        return len(self.rows)

    @cached_property
    def with_answers(self) -> int:
        return len(texts.answered(self.pilot_request.pilot, self.rows))

    @cached_property
    def rated(self) -> int:
        """Return how many cases the owner has rated."""
        return len(store.rated_cases(self.pilot_request.pilot, OWNER))

    @property
    def to_rate(self) -> int:
        there = self.with_answers or self.pilot_request.protocol.cases
        return max(there - self.rated, 0)

    @property
    def missing(self) -> int:
        """Return how many cases are still to be brought; none where marks alone are entered."""
        if not self.rows:
            return 0
        return max(self.pilot_request.protocol.cases - max(self.cases, self.rated), 0)

    @property
    def seconds(self) -> int:
        """Return how many cases a second person has still to read."""
        rule = self.pilot_request.protocol.rule
        verdicts = store.verdicts_of(self.pilot_request.pilot).values()
        waiting = (row for row in verdicts if not row.state.settled)
        return max((seconds_to_go(rule, row) for row in waiting), default=0)

    @cached_property
    def differing(self) -> int:
        """Return on how many answers the two raters differ."""
        return sum(result.differs for result in store.results_of(self.pilot_request.pilot))

    @cached_property
    def tests(self) -> tuple[JobTest, ...]:
        return tests_of(self.pilot_request.plan)

    @cached_property
    def decided(self) -> Decided:
        """Return the latest version with what its tests have counted."""
        return deciding.with_results(self.pilot_request.latest, self.tests)

    @cached_property
    def rewritten(self) -> list[tuple[str, str, str]]:
        """Return what the results changed on the plan's page; nothing while they are hidden."""
        if not self.pilot_request.pilot.shows_results:
            return []
        latest, today = self.pilot_request.latest, timezone.localdate()
        progress = progress_of(latest, self.decided.decision, self.tests, today)
        before = pages.document(deciding.untested(latest))
        after = pages.document(self.decided, progress)
        return list(_rewritten(before.head, after.head))

    @property
    def names_another(self) -> bool:
        """Return whether the plan now names for this job what nobody has tested."""
        pilot = self.pilot_request.pilot
        if not pilot.shows_results:
            return False
        return pilot.job in _untested(self.pilot_request, self.decided.decision)

    @cached_property
    def next_job(self) -> str:
        """Return the first job with a named tool that nobody tested; nothing if all are tested."""
        decision = stored.load_decision(self.pilot_request.latest.decision)
        return next(_untested(self.pilot_request, decision), "")

    @property
    def answers(self) -> str:
        """Return the name of the page on which the answers come in."""
        return f"wizard:{answers_view(self.pilot_request.pilot)}"


def _untested(pilot_request: PilotRequest, decision: Decision) -> Iterator[str]:
    """Yield the jobs of which nothing that a decision names was tested, by key."""
    tested: dict[str, set[str]] = {}
    for row in pilot_request.plan.pilots.all():
        tested.setdefault(row.job, set()).update(store.protocol_of(row).name_of)
    for key, tools in context.named_in(decision).items():
        if tested.get(key, set()).isdisjoint(tools):
            yield key


def _rewritten(before: Head, after: Head) -> Iterator[tuple[str, str, str]]:
    """Yield what the results changed on the plan's page: label, before, after.

    The headline is always among them.
    """
    yield before.label, before.headline, after.headline
    tiles = {tile.key: tile for tile in before.tiles}
    for tile in after.tiles:
        last = tiles.get(tile.key)
        if last is not None and last.big != tile.big:
            yield tile.label, last.big, tile.big


def _start(pilot_request: PilotRequest) -> HttpResponse:
    """Start a pilot of the job that was chosen, or of the first; show what it would take."""
    frames = context.frames_of(pilot_request.latest)
    if not frames:
        raise Http404("This plan has nothing to try.")
    chosen = pilot_request.typed.get("job") or pilot_request.request.GET.get("job")
    frame = next((frame for frame in frames if frame.job.key == chosen), frames[0])
    without_texts = pilot_request.typed.get("texts") == "no"
    form = CasesForm(*(() if without_texts else pilot_request.bound))
    if not pilot_request.bound or not (without_texts or form.is_valid()):
        return _start_page(pilot_request, frames, frame, form)
    try:
        return _started(pilot_request, frame, form.found)
    except PlanSpaceError as refusal:
        form.add_error("cases", refusal.sentence)
        page = _start_page(pilot_request, frames, frame, form)
        return pilot_request.with_space(refusal, page)


def _start_page(
    pilot_request: PilotRequest, frames: Sequence[Frame], frame: Frame, form: CasesForm
) -> HttpResponse:
    last = pilot_request.pilots.first()
    return pilot_request.show(
        "start",
        protocol=frame.protocol,
        frames=frames,
        frame=frame,
        ways=ways_to_try(frame),
        form=form,
        seen=last.number if last else 0,
        last=last,
    )


def _started(pilot_request: PilotRequest, frame: Frame, cases: Found[CasePair]) -> HttpResponse:
    try:
        pilot = starting.start(
            pilot_request.plan,
            frame,
            cases.rows,
            seen=pilot_request.seen,
            sender=pilot_request.sender,
        )
    except PilotOvertakenError:  # started in another window, or pressed twice
        return pilot_request.go("pilot")
    if not cases.rows:
        return pilot_request.go("rate", pilot.number)
    left = {"left": len(cases.bad)} if cases.bad else None
    return pilot_request.go(answers_view(pilot), pilot.number, query=left)


# Another one: of another job, or of what the plan tries by now.
new = require_safe(for_owner(_start))
one = require_safe(for_owner(overview))


@require_POST
@for_owner
def act(pilot_request: PilotRequest) -> HttpResponse:
    """Do what takes one press: a rating link, names, the plan's terms, texts, field record."""
    match pilot_request.typed.get("act", ""):
        case "rating":
            address = reverse(
                "wizard:rate_second", args=[store.make_rating_key(pilot_request.pilot)]
            )
            rating_link = f"{base_url(pilot_request.request)}{address}"
            return overview(pilot_request, rating_link=rating_link, qr=code_of(rating_link))
        case "revoke_rating":
            keys.end(pilot_request.plan, f"rating-{pilot_request.pilot.pk}")
        case "reveal":
            store.reveal(pilot_request.pilot)
        case "go_on":
            return _gone_on(pilot_request, pilot_request.pilot)
        case "delete_texts":
            texts.delete_texts(pilot_request.pilot)
        case "share":
            store.change(pilot_request.pilot, shared=pilot_request.typed.get("shared") == "yes")
        case _:
            raise Http404
    return pilot_request.lead("pilot_one")


def _gone_on(pilot_request: PilotRequest, pilot: Pilot) -> HttpResponse:
    """Go on with a test under the terms that the plan has now, with all that it still says."""
    frame = context.frame_of(pilot_request.latest, pilot.job)
    if frame is None:
        raise Http404("The plan no longer tests this job.")
    try:
        later = starting.go_on(
            pilot_request.plan,
            frame,
            pilot.number,
            seen=pilot_request.seen,
            sender=pilot_request.sender,
        )
    except PilotOvertakenError:  # pressed twice
        return pilot_request.go("pilot")
    except PlanSpaceError as refusal:
        return pilot_request.with_space(refusal, overview(pilot_request, trouble=refusal.sentence))
    return pilot_request.go("pilot_one", later.number)
