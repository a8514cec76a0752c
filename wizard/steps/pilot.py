"""Step 3, the pilot: which job is tried first, and when it starts."""

from catalog.formatting import format_long_day
from catalog.parsing import Bounds
from wizard.steps.asking import Asked, Page, Question, Step, offered_jobs, several
from wizard.steps.kinds.figures import Day
from wizard.steps.kinds.picking import OneOf


def _first_day(asked: Asked) -> str:
    return f"Leave it empty for {format_long_day(asked.situation.answers.starts(asked.situation.on))}, in two weeks."


TEST = Page(
    key="test",
    decides=True,
    title="When do you test it?",
    why="A small test decides, not a forecast. We filled in what it takes.",
    questions=(
        Question(
            key="pilot_output",
            title="Which job do you test first?",
            short="Tested first",
            kind=OneOf(offered=offered_jobs, gone="You no longer do this; please pick another"),
            hint="Take the one where a mistake does least harm.",
            unsure="We then take the one where a mistake does least harm.",
            feeds="pilot_job",
            applies=several,
        ),
        Question(
            key="start",
            title="First day",
            short="Test starts",
            kind=Day(bounds=Bounds("the first day", "1 March 2027")),
            hint=_first_day,
            empty="In two weeks",
            feeds="pilot_start",
        ),
    ),
)

PILOT = Step(key="pilot", name="Pilot", pages=(TEST,), later=True)
