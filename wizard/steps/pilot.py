"""Step 3, the pilot: what to try, what it takes today, what would be good enough, and when."""

from decimal import Decimal

from catalog.formatting import format_money, format_number
from catalog.parsing import Bounds
from wizard.engine.answers import DEFAULT_WEEKS
from wizard.engine.pilot import DEFAULT_ACCEPTED
from wizard.steps import wording
from wizard.steps.asking import Asked, Option, Page, Question, Situation, Step, several
from wizard.steps.kinds.figures import Day, Minutes, Money, Number, OneTime, Percent
from wizard.steps.kinds.picking import OneOf


def _outputs(asked: Asked) -> tuple[Option, ...]:
    catalog = asked.situation.catalog
    return tuple(Option(row.key, wording.name_of(row, catalog)) for row in asked.situation.answers.outputs)


def _usual_minutes(situation: Situation) -> Decimal | None:
    """Return the editors' estimate of the minutes that one takes by hand."""
    output = wording.piloted(situation.answers)
    use_case = situation.catalog.use_case.get(output.use_case or "") if output else None
    return use_case.minutes_by_hand if use_case else None


def _minutes_hint(situation: Situation) -> str:
    usual = _usual_minutes(situation)
    estimate = f" Our estimate for others: {format_number(usual)} minutes." if usual else ""
    return f"From start to finished, checks included. 20 min, 1.5 h and 20 to 40 are all fine.{estimate}"


def _time_hint(situation: Situation) -> str:
    said, usual = situation.answers.minutes_today, _usual_minutes(situation)
    leave = "Leave it empty for none."
    if today := said.middle if said else usual:
        whose = "today" if said else "our estimate for today"
        leave = f"Leave it empty for half of {whose}: {format_number(round(today / 2, 1))}."
    return f"Your own minutes for asking, checking and correcting. {leave}"


def _cost_hint(situation: Situation) -> str:
    answers = situation.answers
    minutes = answers.minutes_today.middle if answers.minutes_today else _usual_minutes(situation)
    if minutes is None or answers.usd_per_hour is None:
        return "The model and the minutes together. Leave it empty for none."
    today = minutes * answers.usd_per_hour / 60
    return (
        f"The model and the minutes together. Today it is about {format_money(today)}. "
        f"Leave it empty for half of that: {format_money(today / 2)}."
    )


WORKFLOW = Page(
    key="workflow",
    title="How much work is it today?",
    why="the plan compares every option with your own way of doing it. Rough figures are fine. You can give a range.",
    questions=(
        Question(
            key="pilot_output",
            title="Which of these do you try first?",
            short="Tried first",
            kind=OneOf(offered=_outputs, gone="You no longer make this; please pick another"),
            hint="Take the one where a mistake does least harm.",
            feeds="pilot_output",
            applies=several,
        ),
        Question(
            key="minutes_today",
            title="Minutes for one {unit}, by hand",
            short="By hand today",
            kind=Minutes(
                bounds=Bounds(
                    "the minutes for one", "20 min, 1.5 h or 20 to 40", most=Decimal(100_000), least_counts=False
                ),
                suffix="minutes",
            ),
            hint=_minutes_hint,
            empty="Not answered; our estimate, where we have one",
            feeds="minutes_today",
            optional=True,
            panel=True,
        ),
        Question(
            key="hour",
            title="What an hour of this work costs you",
            short="An hour costs",
            kind=Money(
                bounds=Bounds("the cost of an hour", "$34 or € 32", most=Decimal(100_000), least_counts=False),
                suffix="an hour",
            ),
            hint="Pay and everything on top. $34, € 32 and 34.50 are all fine.",
            feeds="usd_per_hour",
            optional=True,
            panel=True,
        ),
    ),
)

TARGETS = Page(
    key="targets",
    title="What would be good enough?",
    why="a target set before the pilot starts cannot be bent afterwards. The plan says how many trials settle each.",
    example="at most 15 minutes, at least 80 of 100 used without a redo, at most $2 for one that is used.",
    questions=(
        Question(
            key="target_minutes",
            title="Minutes for one {unit}, at most",
            short="Time for one {unit}, at most",
            kind=OneTime(
                bounds=Bounds("the minutes for one", "15", most=Decimal(100_000), least_counts=False), suffix="minutes"
            ),
            hint=_time_hint,
            empty="No target named; half of today counts, where that is known",
            feeds="targets.minutes",
            optional=True,
        ),
        Question(
            key="target_accepted",
            title="Of 100 {units}, how many must be good enough to use",
            short="Good enough to use",
            kind=Percent(bounds=Bounds("how many of 100", "80", least=Decimal(1), most=Decimal(100)), suffix="of 100"),
            hint="Good enough without doing it again; small corrections are fine. Leave it empty for 80, a common start.",
            empty=f"No target named; {DEFAULT_ACCEPTED} of 100 counts",
            feeds="targets.accepted_percent",
            optional=True,
        ),
        Question(
            key="target_cost",
            title="Cost of one {unit} that is used, at most",
            short="One that is used, at most",
            kind=Money(
                bounds=Bounds("the cost of one", "$2 or € 1.50", most=Decimal(1_000_000), least_counts=False),
                suffix="for one",
            ),
            hint=_cost_hint,
            empty="No target named; half of today counts, where that is known",
            feeds="targets.usd",
            optional=True,
        ),
    ),
)

SCHEDULE = Page(
    key="schedule",
    title="When does the pilot run?",
    why="models that go off sale before the pilot ends are left out, and the next steps in the plan get their days.",
    questions=(
        Question(
            key="start",
            title="First day",
            short="Pilot starts",
            kind=Day(bounds=Bounds("the first day", "1 March 2027")),
            hint="Leave it empty to start in two weeks.",
            empty="In two weeks",
            feeds="pilot_start",
            optional=True,
        ),
        Question(
            key="weeks",
            title="Weeks",
            short="Pilot lasts",
            kind=Number(
                bounds=Bounds("the number of weeks", "6", least=Decimal(1), most=Decimal(52), whole=True),
                suffix="weeks",
            ),
            hint=f"Leave it empty for {DEFAULT_WEEKS}. Four to eight is common.",
            empty=f"{DEFAULT_WEEKS} weeks",
            feeds="pilot_weeks",
            optional=True,
        ),
    ),
)

PILOT = Step(
    key="pilot",
    title="plan the pilot",
    review="Pilot",
    pages=(
        WORKFLOW,
        TARGETS,
        SCHEDULE,
    ),
)
