"""Starting a pilot, where it stands, and everything that takes one press: rating link, texts, field record."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from config.context import base_url
from config.request_cost import declares
from wizard.pilot import context, store
from wizard.pilot.cases import CasePair
from wizard.pilot.context import Frame
from wizard.pilot.protocol import rule_words
from wizard.pilot.shown import shown
from wizard.pilot.store import PilotOvertakenError
from wizard.pilot.tables import Found
from wizard.pilot.verdict import seconds_to_go
from wizard.plans import keys
from wizard.plans.spaces import PlanSpaceError
from wizard.views.keyed import whole_number
from wizard.views.pilot.forms import CasesForm
from wizard.views.pilot.request import PilotRequest, answers_view, for_owner
from wizard.views.pilot.results import SHOWN_BAD
from wizard.views.plan import owned_below
from wizard.views.request_costs import TEXT_FILE


@declares(TEXT_FILE)
@for_owner
def pilot(asked: PilotRequest) -> HttpResponse:
    """Show the newest pilot; where there is none, what it would take, and start it."""
    if asked.found.exists() and not asked.bound:
        return overview(asked)
    if asked.bound or context.frames_of(asked.latest):
        return _start(asked)
    return owned_below(asked.request, edit_key=asked.edit_key, key="pilot")


def overview(asked: PilotRequest, **more: Any) -> HttpResponse:
    """Render a pilot's page; `more` holds what was just done."""
    rated = store.rated_cases(asked.pilot, 0)
    cases = store.cases_of(asked.pilot)
    with_answers = len(store.answered(asked.pilot, cases))
    tried = [(each.job, store.protocol_of(each).name_of) for each in asked.plan.pilots.all()]
    named = context.named_by(asked.latest).items()
    left = [
        key
        for key, slugs in named
        if not any(job == key and by.keys() & set(slugs) for job, by in tried)
    ]
    return asked.show(
        "overview",
        one=shown(asked.pilot, asked.latest),
        others=[
            each for each in asked.plan.pilots.order_by("-number") if each.pk != asked.pilot.pk
        ],
        left=next(iter(left), ""),
        cases=len(cases),
        missing=max(asked.protocol.cases - len(cases), 0) if cases else 0,
        answers=f"wizard:{answers_view(asked.pilot)}",
        with_answers=with_answers,
        seconds=_seconds(asked),
        to_rate=max((with_answers or asked.protocol.cases) - len(rated), 0),
        results=len(store.counting(asked.pilot)),
        readable=asked.plan.readable,
        address=asked.plan.get_absolute_url(),
        took=whole_number(asked.request.GET.get("took", "")),
        **more,
    )


def _seconds(asked: PilotRequest) -> int:
    """Return how many cases a second person has still to read."""
    verdicts = store.verdicts_of(asked.pilot).values()
    return max(
        (seconds_to_go(asked.protocol.rule, row) for row in verdicts if not row.state.settled),
        default=0,
    )


def _start(asked: PilotRequest) -> HttpResponse:
    """Start a pilot of the job that was chosen, or of the first; show what it would take."""
    frames = context.frames_of(asked.latest)
    if not frames:
        raise Http404("This plan has nothing to try.")
    chosen = asked.typed.get("job") or asked.request.GET.get("job")
    frame = next((frame for frame in frames if frame.job.key == chosen), frames[0])
    without_texts = asked.typed.get("texts") == "no"
    form = CasesForm(frame.protocol.names, *(() if without_texts else asked.bound))
    no_space: PlanSpaceError | None = None
    if asked.bound and (without_texts or form.is_valid()):
        try:
            return _started(asked, frame, form.found)
        except PlanSpaceError as refusal:
            no_space = refusal
            form.add_error("cases", refusal.sentence)
    last = asked.found.first()
    page = asked.show(
        "start",
        protocol=frame.protocol,
        frames=frames,
        frame=frame,
        rules=rule_words(frame.protocol),
        form=form,
        seen=last.number if last else 0,
        last=last,
        bad=form.found.bad[:SHOWN_BAD],
    )
    return asked.with_space(no_space, page)


def _started(asked: PilotRequest, frame: Frame, cases: Found[CasePair]) -> HttpResponse:
    try:
        pilot = store.start(asked.plan, frame, cases.rows, seen=asked.seen, sent_by=asked.request)
    except PilotOvertakenError:  # started in another window, or pressed twice
        return asked.go("pilot")
    if not cases.rows:
        return asked.go("rate", pilot.number)
    left = {"left": len(cases.bad)} if cases.bad else None
    return asked.go(answers_view(pilot), pilot.number, query=left)


# Another one: of another job, or of what the plan tries by now.
new = require_safe(for_owner(_start))
one = require_safe(for_owner(overview))


@require_POST
@for_owner
def act(asked: PilotRequest) -> HttpResponse:
    """Make or revoke a rating link, delete the texts, let the pilot count in the field record or not."""
    match asked.typed.get("act", ""):
        case "rating":
            address = reverse("wizard:rate_second", args=[store.make_rating_key(asked.pilot)])
            return overview(asked, rating_link=f"{base_url(asked.request)}{address}")
        case "revoke_rating":
            keys.end(asked.plan, f"rating-{asked.pilot.pk}")
        case "delete_texts":
            store.delete_texts(asked.pilot)
        case "share":
            store.change(asked.pilot, shared=asked.typed.get("shared") == "yes")
        case _:
            raise Http404
    return asked.lead("pilot_one")
