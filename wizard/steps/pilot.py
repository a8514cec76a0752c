"""Step 3, the pilot: what to try, what it takes today, what would be good enough, and when."""

from decimal import Decimal

from wizard.engine.answers import DEFAULT_WEEKS
from wizard.steps import wording
from wizard.steps.asking import Asked, Option, Page, Question, Situation, Step
from wizard.steps.kinds import Day, Minutes, Money, Number, OneOf, OneTime, Percent
from wizard.steps.reading import Bounds


def _outputs(asked: Asked) -> tuple[Option, ...]:
    catalog = asked.situation.catalog
    return tuple(Option(row.key, wording.name_of(row, catalog)) for row in asked.situation.answers.outputs)


def _several(situation: Situation) -> bool:
    return len(situation.answers.outputs) > 1


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
            applies=_several,
        ),
        Question(
            key="minutes_today",
            title="Minutes for one of them, by hand",
            short="By hand today",
            kind=Minutes(
                bounds=Bounds(
                    "the minutes for one", "20 min, 1.5 h or 20 to 40", most=Decimal(100_000), least_counts=False
                ),
                suffix="minutes",
            ),
            hint="From start to finished, checks included. 20 min, 1.5 h and 20 to 40 are all fine.",
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
            title="Minutes for one at most",
            short="At most",
            kind=OneTime(
                bounds=Bounds("the minutes for one", "15", most=Decimal(100_000), least_counts=False), suffix="minutes"
            ),
            hint="Your own minutes for checking and correcting. Leave it empty if time is not the point.",
            feeds="targets.minutes",
            optional=True,
        ),
        Question(
            key="target_accepted",
            title="Of 100 results, how many must be good enough to use",
            short="Good enough, of 100",
            kind=Percent(bounds=Bounds("how many of 100", "80", least=Decimal(1), most=Decimal(100)), suffix="of 100"),
            hint="Good enough without doing it again; small corrections are fine. 80 is a common start.",
            feeds="targets.accepted_percent",
            optional=True,
        ),
        Question(
            key="target_cost",
            title="Cost of one that is used, at most",
            short="One that is used costs at most",
            kind=Money(
                bounds=Bounds("the cost of one", "$2 or € 1.50", most=Decimal(1_000_000), least_counts=False),
                suffix="for one",
            ),
            hint="The model and the minutes together. Leave it empty if you are not sure.",
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
            feeds="pilot_weeks",
            optional=True,
        ),
    ),
)

PILOT = Step(key="pilot", title="plan the pilot", review="Pilot", pages=(WORKFLOW, TARGETS, SCHEDULE))
