"""The targets of a pilot: set, changed, and locked."""

from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from catalog.parsing import format_input, format_money_input
from wizard.pilot import agreeing, framing, judged
from wizard.pilot.forms import SLUGS, Given, Line, Opened, Refused, Typed, read_terms
from wizard.pilot.holding import OvertakenError
from wizard.pilot.rubrics import rubric
from wizard.views.pilot.desk import CONFIRMED, Desk, at_desk, seen_of


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def terms(desk: Desk) -> HttpResponse:
    """Ask for the targets, with what the plan proposes in the fields; once locked, a change asks once more."""
    if desk.request.method != "POST":
        given = agreeing.as_given(desk.pilot) if desk.pilot else framing.proposed(desk.frame)
        return _ask_terms(desk, Opened(typed=_as_typed(given)), seen=desk.revision)
    seen = seen_of(desk)
    found = read_terms(desk.typed)
    if isinstance(found, Refused):
        return _ask_terms(desk, Opened(typed=found.typed, problems=found.problems), seen=seen)
    changes = agreeing.differences(agreeing.as_given(desk.pilot), found, desk.pilot.trials) if desk.pilot else ()
    if desk.locked and changes and desk.locked.changes.count() >= agreeing.MOST_CHANGES:
        enough = {
            "primary": f"These targets were changed {agreeing.MOST_CHANGES} times; start a copy of the plan instead"
        }
        return _ask_terms(desk, Opened(typed=desk.typed, problems=enough), seen=seen)
    if desk.locked and changes and desk.typed.get("confirm") != CONFIRMED:
        return desk.draw("pilot/confirm_change", {"changes": changes, "typed": _resent(desk.typed), "seen": seen})
    try:
        agreeing.set_terms(desk.plan, desk.frame, found, seen=seen)
    except OvertakenError:
        return _ask_terms(desk, Opened(typed=desk.typed), seen=desk.revision, overtaken=True)
    return desk.go()


def _resent(typed: Typed) -> list[tuple[str, str]]:
    """Return what was typed, to be sent along with the confirmation."""
    names = {
        *SLUGS,
        *(f"{slug}_{more}" for slug in SLUGS for more in ("worth", "spread")),
        "hour",
        "rule",
        "quality",
        "primary",
    }
    return [(name, value) for name, value in typed.items() if name in names]


def _as_typed(given: Given) -> Typed:
    """Return what would have been typed to give these terms."""
    typed = {"rule": given.rule, "quality": given.quality}
    for goal in given.goals:
        write = format_money_input if goal.slug == "usd" else format_input
        typed |= {goal.slug: write(goal.threshold), f"{goal.slug}_worth": write(goal.worth_having)}
        if goal.spread is not None:
            typed[f"{goal.slug}_spread"] = write(goal.spread)
        if goal.primary:
            typed["primary"] = goal.slug
    if given.usd_per_hour is not None:
        typed["hour"] = format_money_input(given.usd_per_hour)
    return typed


def _ask_terms(desk: Desk, form: Opened, *, seen: int, overtaken: bool = False) -> HttpResponse:
    unit, units = desk.words["unit"], desk.words["units"]
    today = {slug: desk.frame.today(slug) for slug in SLUGS}
    now = {
        slug: f" Today: {agreeing.figure(slug, value)}." if value is not None else "" for slug, value in today.items()
    }
    groups = (
        (
            "Time",
            "minutes",
            form.line(
                "minutes",
                f"Minutes of work for one {unit}, at most",
                hint=f"Asking, checking and correcting together.{now['minutes']}",
                suffix="minutes",
                mode="decimal",
            ),
            form.line(
                "minutes_worth",
                "Smallest gain that matters",
                hint="Telling smaller gains takes more trials.",
                suffix="minutes",
                mode="decimal",
            ),
            _spread_line(form, "minutes", "minutes"),
        ),
        (
            "Quality",
            "accepted",
            form.line(
                "accepted", f"Of 100 {units}, how many must be good enough, at least", suffix="of 100", mode="decimal"
            ),
            form.line(
                "accepted_worth",
                "Smallest gain that matters",
                hint="In points of 100.",
                suffix="points",
                mode="decimal",
            ),
            None,
        ),
        (
            "Cost",
            "usd",
            form.line(
                "usd",
                f"Cost of one {unit} that is used, at most",
                hint=f"Fees and minutes, those of rejected ones too.{now['usd']}",
                suffix="dollars",
                mode="decimal",
            ),
            form.line("usd_worth", "Smallest gain that matters", suffix="dollars", mode="decimal"),
            _spread_line(form, "usd", "dollars"),
        ),
    )
    shown = {
        "form": form,
        "errors": form.problems,
        "rubric": rubric(desk.frame.part.medium),
        "groups": groups,
        "hour": form.line(
            "hour",
            "An hour of this work costs",
            hint="Leave it empty to count the model’s fees alone.",
            suffix="dollars",
            mode="decimal",
        ),
        "rule": form.picked("rule"),
        "quality": form.picked("quality"),
        "primary": form.picked("primary"),
        "seen": seen,
        "overtaken": overtaken,
        "saved": judged.proposal(agreeing.as_given(desk.pilot), **desk.words) if overtaken and desk.pilot else (),
    }
    status = HTTPStatus.OK
    if form.problems:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif overtaken:
        status = HTTPStatus.CONFLICT
    return desk.draw("pilot/terms", shown, status=status)


def _spread_line(form: Opened, slug: str, unit: str) -> Line:
    return form.line(
        f"{slug}_spread",
        "How much single ones differ",
        hint="About two of three lie within so much of the average. Empty: two fifths of the target.",
        suffix=unit,
        mode="decimal",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def lock(desk: Desk) -> HttpResponse:
    """Ask once more, then lock the targets with a time stamp."""
    if desk.locked or desk.pilot is None:
        return desk.go()
    given = agreeing.as_given(desk.pilot)
    overtaken = False
    if desk.request.method == "POST":
        try:
            agreeing.lock(desk.plan, desk.frame, seen=seen_of(desk))
        except OvertakenError:
            overtaken = True
        else:
            return desk.go()
    shown = {
        "goals": judged.proposal(given, **desk.words),
        "trials": desk.pilot.trials,
        "risk": judged.risk_words(agreeing.terms_given(given)),
        "rule": agreeing.RULE_WORDS[given.rule],
        "quality": agreeing.QUALITY_WORDS[given.quality],
        "seen": desk.revision,
        "overtaken": overtaken,
    }
    return desk.draw("pilot/lock", shown, status=HTTPStatus.CONFLICT if overtaken else HTTPStatus.OK)
