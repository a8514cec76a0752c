"""Step 2, the model: what matters, and which ones to try."""

from wizard.engine.vocabulary import Criterion
from wizard.steps.asking import Page, Question, Situation, Step, page
from wizard.steps.kinds.choosing import ModelChoice
from wizard.steps.kinds.weighing import Weighing

WEIGHTS = Question(
    key="weights",
    title="How much does each of these matter?",
    short="What matters",
    why="a must counts three times as much as a nice. No matter is not counted at all.",
    example="a shop whose texts are checked by a person anyway may say quality is a must and price is nice.",
    kind=Weighing(
        hints={
            Criterion.QUALITY: "Keeps to instructions, gets it right, looks right",
            Criterion.COST: "What one result costs",
            Criterion.CONTROL: "Own servers, fixed form, tuning",
            Criterion.HEADROOM: "Longer inputs, larger results",
        }
    ),
    hint="Leave a line empty if you are not sure. We then reckon with everything from no matter to must.",
    feeds="weights",
    optional=True,
    empty="Not said; all four count the same",
    panel=True,
)


def _has_candidates(situation: Situation) -> bool:
    return bool(situation.answers.outputs)


CHOICE = Page(
    key="choice",
    title="Which models do you want to try?",
    why="where ranges touch, the figures do not settle it and a pilot does. You can take our advice, or pick your own: a "
    "first model and a runner-up.",
    questions=(
        Question(
            key="choice",
            title="Your own choice",
            short="Own choice",
            kind=ModelChoice(),
            empty="The advice of the plan",
            feeds="choices",
            optional=True,
            applies=_has_candidates,
        ),
    ),
)

MODEL = Step(key="model", title="choose the kind of model", review="Which kind of model", pages=(page(WEIGHTS), CHOICE))
