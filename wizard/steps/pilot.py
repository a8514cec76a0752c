"""Step 3, the pilot: what to try, what it takes today, what would be good enough, and when."""

from decimal import Decimal

from catalog.formatting import format_money, format_number
from catalog.parsing import Bounds
from wizard.decision.answers import DEFAULT_WEEKS
from wizard.decision.pilot import TARGET_OF_100
from wizard.decision.vocabulary import WrongResult
from wizard.steps import wording
from wizard.steps.asking import Asked, Option, Page, Question, Situation, Step, page, several
from wizard.steps.kinds.figures import Day, Money, Number, OneTime, Percent
from wizard.steps.kinds.picking import OneOf


def _outputs(asked: Asked) -> tuple[Option, ...]:
    catalog = asked.situation.catalog
    return tuple(Option(row.key, wording.name_of(row, catalog)) for row in asked.situation.answers.jobs)


def _usual_minutes(situation: Situation) -> Decimal | None:
    """Return the owner's minutes for one by hand, or the editors' estimate."""
    job = wording.piloted(situation.answers)
    use_case = situation.catalog.use_case.get(job.use_case or "") if job else None
    said = job.minutes_by_hand if job else None
    return said or (use_case.minutes_by_hand if use_case else None)


def _time_hint(situation: Situation) -> str:
    today = _usual_minutes(situation)
    leave = "Leave it empty for none."
    if today is not None:
        leave = f"Leave it empty for half of today: {format_number(round(today / 2, 1))}."
    return f"Your own minutes for asking, checking and correcting. {leave}"


def _accepted(situation: Situation) -> int:
    job = wording.piloted(situation.answers)
    return TARGET_OF_100[job.stakes if job else WrongResult.MONEY]


def _accepted_hint(situation: Situation) -> str:
    return (
        "Good enough without doing it again; small corrections are fine. "
        f"Leave it empty for {_accepted(situation)}, our start for what a wrong one does."
    )


def _cost_hint(situation: Situation) -> str:
    minutes, wage = _usual_minutes(situation), situation.answers.wage_usd
    if minutes is None or wage is None:
        return "The model and the minutes together. Leave it empty for none."
    today = minutes * wage / 60
    return (
        f"The model and the minutes together. Today it is about {format_money(today)}. "
        f"Leave it empty for half of that: {format_money(today / 2)}."
    )


FIRST = Question(
    key="pilot_output",
    title="Which of these do you try first?",
    short="Tried first",
    why="one job is tried first; what it teaches serves the others.",
    kind=OneOf(offered=_outputs, gone="You no longer make this; please pick another"),
    hint="Take the one where a mistake does least harm.",
    feeds="pilot_job",
    applies=several,
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
            hint=_accepted_hint,
            empty="No target named; ours for what a wrong one does counts",
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
        page(FIRST),
        TARGETS,
        SCHEDULE,
    ),
)
