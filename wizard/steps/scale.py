"""Step 5, scale: how the outputs hang together, who checks, who works with it, and the plan's name."""

from decimal import Decimal

from catalog.parsing import Bounds
from wizard.decision.vocabulary import Joining
from wizard.steps.asking import Asked, Option, Page, Question, Step, page, several
from wizard.steps.kinds.figures import Money
from wizard.steps.kinds.picking import ManyOf, words
from wizard.steps.kinds.texts import Text

JOINING = Question(
    key="joining",
    title="How do these hang together in daily work?",
    short="They hang together",
    why="where one result feeds the next, a mistake travels on. The plan then finds the weakest hand-off.",
    example="a product page is a text and a photo: one piece of work.",
    kind=words(Joining.TOGETHER, Joining.APART),
    unsure="The plan then treats each as a job of its own.",
    feeds="joining",
    applies=several,
)


SETUP = Page(
    key="setup",
    title="What may it take until it runs?",
    why="whether it pays, and when, follows from that.",
    questions=(
        Question(
            key="setup",
            title="What the set-up may cost, once",
            short="Set-up may cost",
            kind=Money(
                bounds=Bounds("the cost of the set-up", "$1,600 to $4,000", most=Decimal(100_000_000)), ranged=True
            ),
            hint="Work of your own and of others. $1,600 to $4,000 and € 2,000 are both fine. Leave it empty if you do not "
            "know.",
            feeds="setup_usd",
            optional=True,
        ),
    ),
)


def _roles(asked: Asked) -> tuple[Option, ...]:
    rows = sorted(asked.situation.catalog.roles, key=lambda row: (row.name, row.slug))
    return tuple(Option(row.slug, row.name, row.tasks) for row in rows)


ROLES = Question(
    key="roles",
    title="Who will work with it?",
    short="Who works with it",
    why="a developer needs other things than a designer. The plan says what each needs, and from which model.",
    kind=ManyOf(offered=_roles),
    hint="Leave all empty and the plan goes through every role that the work may touch.",
    empty="Nobody named; every role that fits",
    feeds="roles",
    optional=True,
)

NAME = Page(
    key="name",
    title="What shall we call your plan?",
    why="the name stands at the top of the plan. Everybody who has the link to the plan sees it.",
    example="Product pages, spring 2027.",
    questions=(
        Question(
            key="title",
            title="Name of the plan",
            short="Name of the plan",
            kind=Text(what="the name of the plan", most=120, suffix=""),
            hint="Leave it empty and the plan is called after what comes out.",
            empty="Called after what comes out",
            feeds="title",
            optional=True,
        ),
        Question(
            key="firm",
            title="Name of your firm",
            short="Firm",
            kind=Text(what="the name of the firm", most=80),
            hint="Readers of the plan see this too. Leave it empty to stay unnamed.",
            empty="Not named",
            feeds="firm",
            optional=True,
        ),
    ),
)

SCALE = Step(
    key="scale",
    title="go to everyday use",
    review="Scale",
    pages=(
        page(JOINING),
        SETUP,
        page(ROLES),
        NAME,
    ),
)
