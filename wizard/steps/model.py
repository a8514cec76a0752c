"""Step 2, the model: what counts among those that are good enough, and which one to try."""

from wizard.decision.vocabulary import Preference
from wizard.steps.asking import Page, Question, Situation, Step, page
from wizard.steps.kinds.choosing import ModelChoice
from wizard.steps.kinds.picking import words

PREFERENCE = Question(
    key="preference",
    title="What counts among the models that are good enough?",
    short="What counts",
    why="what a wrong result does decides how good a model must be. Among those, you say what counts.",
    example="a shop whose texts are all read anyway may take the lowest cost.",
    kind=words(
        (Preference.BEST, "The best one, whatever it costs"),
        (
            Preference.BALANCED,
            "The lowest cost; the better one where an hour of your work costs more than the difference",
        ),
        (Preference.LOWEST_COST, "The lowest fees"),
    ),
    unsure="The plan then takes a good balance.",
    feeds="preference",
    panel=True,
)


def _has_a_choice(situation: Situation) -> bool:
    return bool(situation.answers.jobs)


CHOICE = Page(
    key="choice",
    title="Which model do you want to use?",
    why="we name one for each job, and one to try against it. You can take our advice, or pick your own.",
    questions=(
        Question(
            key="choice",
            title="Your own choice",
            short="Own choice",
            kind=ModelChoice(),
            empty="The advice of the plan",
            feeds="choices",
            optional=True,
            applies=_has_a_choice,
        ),
    ),
)

MODEL = Step(key="model", title="choose the model", review="Which model", pages=(page(PREFERENCE), CHOICE))
