"""Starting a pilot, where it stands, and everything that takes one press: token, rating link, texts, field record."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.parsing import Problem
from catalog.tables import WrongFileError
from config.context import base_url
from wizard.models import Pilot
from wizard.pilot import context, store
from wizard.pilot.cases import FoundCases, read_cases
from wizard.pilot.context import Frame
from wizard.pilot.metrics import TARGETED
from wizard.pilot.protocol import Mode, Protocol, usual_target, with_targets
from wizard.pilot.shown import rule_words, shown
from wizard.pilot.store import MOST_RESULTS, OvertakenError
from wizard.pilot.tables import MOST_BYTES, text_of
from wizard.views.pilot.request import (
    Form,
    OpenPilot,
    PilotRequest,
    Typed,
    answers_view,
    for_owner,
    open_pilot,
    seen_of,
    with_pilot,
)
from wizard.views.plan import is_readable

CONFIRMED = "yes"


@require_http_methods(["GET", "HEAD", "POST"])
@for_owner
def pilot(asked: PilotRequest) -> HttpResponse:
    """Show the newest pilot; where there is none, what it would take, and start it."""
    found = asked.find()
    if asked.posts:
        return _start(asked, found)
    return overview(open_pilot(asked, found)) if found else _ask_start(asked, found)


@require_safe
@for_owner
def new(asked: PilotRequest) -> HttpResponse:
    """Ask for another pilot: of another job, of what the plan tries by now, or a longer one."""
    return _ask_start(asked, asked.find())


@require_safe
@with_pilot
def one(asked: OpenPilot) -> HttpResponse:
    """Show where one pilot stands and what comes next."""
    return overview(asked)


def overview(asked: OpenPilot, **more: Any) -> HttpResponse:
    """Render a pilot's page; `more` holds what was just done."""
    rated, took = store.rated_cases(asked.pilot, 0), asked.request.GET.get("took", "")
    cases = store.cases_of(asked.pilot)
    with_answers = len(store.answered(asked.pilot, cases))
    page = {
        "one": shown(asked.pilot, asked.latest),
        "others": [each for each in asked.plan.pilots.order_by("-number") if each.pk != asked.pilot.pk],
        "cases": len(cases),
        "answers": f"wizard:{answers_view(asked.pilot)}",
        "with_answers": with_answers,
        "rated": len(rated),
        "to_rate": max((with_answers or asked.protocol.cases) - len(rated), 0),
        "results": len(store.counting(asked.pilot)),
        "readable": is_readable(asked.plan),
        "address": asked.plan.get_absolute_url(),
        "api_address": f"{base_url(asked.request)}/api/v1/plans/{asked.plan.view_key}/trials",
        "took": took[:5] if took.isdecimal() else "",
        "token": "",
        "rating_link": "",
        "longer": asked.protocol.mode is Mode.LONG,
    }
    return asked.show("overview", {**page, **more})


# --------------------------------------------------------------------------------------------------------------- start


def _frame(asked: PilotRequest, part: str) -> Frame:
    frames = context.frames_of(asked.latest)
    if not frames:
        raise Http404("This plan has nothing to try.")
    return next((frame for frame in frames if frame.part.key == part), frames[0])


def _ask_start(
    asked: PilotRequest, last: Pilot | None, form: Form | None = None, found: FoundCases | None = None
) -> HttpResponse:
    chosen = asked.request.POST if asked.posts else asked.request.GET
    frame = _frame(asked, chosen.get("part", ""))
    longer = chosen.get("mode") == Mode.LONG.value
    form = form or Form(typed={each.slug: each.metric.write_input(each.threshold) for each in frame.targets})
    page = {
        "frames": context.frames_of(asked.latest),
        "longer": longer,
        "frame": frame,
        "rules": rule_words(frame.longer if longer else frame.protocol),
        "typed_cases": asked.typed.get("cases", ""),
        "errors": form.problems,
        "lines": target_lines(form) if longer else (),
        "seen": last.number if last else 0,
        "last": last,
        "bad": found.bad[:100] if found else (),
        "longer_cases": frame.longer.cases,
    }
    return asked.draw("start", frame.protocol, page, status=form.status)


def _start(asked: PilotRequest, last: Pilot | None) -> HttpResponse:
    frame = _frame(asked, asked.typed.get("part", ""))
    if asked.typed.get("mode") == Mode.LONG.value:
        protocol, problems = read_targets(asked.typed, frame)
        if problems:
            return _ask_start(asked, last, Form(typed=asked.typed, problems=problems))
        return _started(asked, frame, protocol, FoundCases())
    if asked.typed.get("texts") == "no":
        return _started(asked, frame, frame.protocol, FoundCases())
    found = cases_sent(asked, frame.models)
    if found.trouble:
        return _ask_start(asked, last, Form(typed=asked.typed, problems={"cases": found.trouble}), found)
    return _started(asked, frame, frame.protocol, found)


def _started(asked: PilotRequest, frame: Frame, protocol: Protocol, found: FoundCases) -> HttpResponse:
    try:
        made = store.start(asked.plan, frame, protocol, found.cases, seen=seen_of(asked))
    except OvertakenError:  # started in another window, or pressed twice
        return asked.go("pilot")
    if found.cases:
        return asked.go(answers_view(made), made.number, query={"left": len(found.bad)} if found.bad else None)
    return asked.go("pilot_one", made.number) if protocol.mode is Mode.LONG else asked.go("rate", made.number)


def cases_sent(asked: PilotRequest, names: tuple[str, ...]) -> FoundCases:
    """Return the cases that were typed, pasted or uploaded."""
    file = asked.request.FILES.get("file")
    text = asked.typed.get("cases", "")
    if isinstance(file, UploadedFile) and file.size:
        if file.size > MOST_BYTES:
            return FoundCases(trouble="It has more than 900 kilobytes. Bring it in two pieces.")
        try:
            text = text_of(file.read())
        except WrongFileError as refused:
            return FoundCases(trouble=str(refused))
    return read_cases(text, names)


# ------------------------------------------------------------------------------------------------------------- targets


def target_lines(form: Form) -> tuple[Mapping[str, str], ...]:
    """Return a field for each target."""
    limits = {True: "at most", False: "at least"}
    return tuple(
        form.line(each.slug, f"{each.name.capitalize()}: {limits[bool(each.at_most)]}", suffix=each.unit)
        for each in TARGETED
    )


def read_targets(typed: Typed, frame: Frame) -> tuple[Protocol, dict[str, str]]:
    """Return a longer pilot with the targets that were typed, or what is wrong, field by field; an empty target is none."""
    read = {
        each.slug: each.parse_target(typed.get(each.slug, ""), context.rates_of(frame.version)) for each in TARGETED
    }
    problems = {slug: found.text for slug, found in read.items() if isinstance(found, Problem)}
    targets = [usual_target(slug, found) for slug, found in read.items() if isinstance(found, Decimal)]
    if not problems and not targets:
        problems[TARGETED[0].slug] = "Set at least one target"
    longer = with_targets(frame.protocol, targets)
    if targets and longer.cases > MOST_RESULTS:
        problems[targets[0].slug] = f"That takes more than {MOST_RESULTS:,} results"
    return longer, problems


# ----------------------------------------------------------------------------------------------------------- one press


@require_POST
@with_pilot
def act(asked: OpenPilot) -> HttpResponse:
    """Make or revoke a token or a rating link, delete the texts, let the pilot count in the field record or not."""
    match asked.typed.get("act", ""):
        case "token":
            token = store.make_token(asked.pilot)
            return overview(open_pilot(asked, asked.find(asked.pilot.number)), token=token)
        case "rating":
            address = reverse("wizard:rate_second", args=[store.make_rating_key(asked.pilot)])
            link = f"{base_url(asked.request)}{address}"
            return overview(open_pilot(asked, asked.find(asked.pilot.number)), rating_link=link)
        case "revoke_token":
            store.revoke_token(asked.pilot)
        case "revoke_rating":
            store.revoke_rating_key(asked.pilot)
        case "delete_texts":
            Pilot.objects.filter(pk=asked.pilot.pk).delete_texts()
        case "share":
            store.share(asked.pilot, shared=asked.typed.get("shared") == CONFIRMED)
        case _:
            raise Http404
    return asked.lead("pilot_one")
