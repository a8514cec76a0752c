"""Step 5, scale: who works with it, in which order, and what the plan is called."""

from wizard.decision.vocabulary import Joining
from wizard.steps.asking import Asked, Option, Page, Question, Situation, Step, several
from wizard.steps.kinds.picking import ManyOf, words
from wizard.steps.kinds.texts import Text


def _roles(asked: Asked) -> tuple[Option, ...]:
    rows = sorted(asked.situation.catalog.job_roles, key=lambda row: (row.name, row.slug))
    return tuple(Option(row.slug, row.name) for row in rows)


def _not_alone(situation: Situation) -> bool:
    return (situation.answers.people or 1) > 1


TEAM = Page(
    key="team",
    title="Who is it for, and what is it called?",
    why="After the test it starts with half of the work and grows from there.",
    questions=(
        Question(
            key="roles",
            title="Who will work with it?",
            short="Who works with it",
            kind=ManyOf(offered=_roles),
            empty="No team named",
            feeds="roles",
            applies=_not_alone,
        ),
        Question(
            key="joining",
            title="Do the jobs follow one another?",
            short="Jobs follow one another",
            kind=words(Joining.APART, Joining.TOGETHER),
            unsure="We then treat each as a job of its own.",
            feeds="joining",
            applies=several,
        ),
        Question(
            key="title",
            title="Name of the plan",
            short="Name of the plan",
            kind=Text(what="the name of the plan", most=120),
            hint="Everybody with the link sees it.",
            empty="Plan named after its jobs",
            feeds="title",
        ),
        Question(
            key="firm",
            title="Name of your firm",
            short="Firm",
            kind=Text(what="the name of the firm", most=80),
            empty="Not named",
            feeds="firm",
        ),
    ),
)

SCALE = Step(key="scale", name="Scale", pages=(TEAM,), later=True)
