"""Step 2, the model: the one we advise for each job, the one to try against it, or one of the owner's own."""

from wizard.steps.asking import Page, Question, Step
from wizard.steps.kinds.picking import ModelChoice

CHOICE = Page(
    key="choice",
    title="Which one do you take?",
    decides=True,
    why="If in doubt, take our pick; the test will tell.",
    questions=(
        Question(
            key="choice",
            title="Your choice",
            short="Own choice",
            kind=ModelChoice(),
            empty="Our pick",
            feeds="choices",
        ),
    ),
)

MODEL = Step(key="model", name="Model", pages=(CHOICE,))
