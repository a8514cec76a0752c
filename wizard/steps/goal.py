"""Step 1, the goal: what should come out, how much of it, from what, under which conditions."""

from decimal import Decimal
from functools import partial

from catalog.parsing import Bounds
from catalog.vocabulary import Medium
from wizard.engine.answers import Output
from wizard.engine.vocabulary import Check, Importance, Length, Place, Result, Sensitivity, TrainingWish
from wizard.steps import wording
from wizard.steps.asking import Asked, Option, Page, Question, Situation, Step, page
from wizard.steps.kinds.figures import Amount, Money
from wizard.steps.kinds.outputs import CROSS_INDUSTRY, Outputs
from wizard.steps.kinds.picking import OneOf, YesNo, words
from wizard.steps.kinds.stored import word


def _trades(asked: Asked) -> tuple[Option, ...]:
    rows = [row for row in asked.situation.catalog.industries if row.slug != CROSS_INDUSTRY]
    return tuple(Option(row.slug, row.name) for row in sorted(rows, key=lambda row: (row.name, row.slug)))


TRADE = Question(
    key="trade",
    title="Which trade are you in?",
    short="Trade",
    why="the jobs that firms like yours ask about come first on the next page. Nothing else depends on it.",
    example="a garden shop picks retail, also when it writes its own blog.",
    kind=OneOf(offered=_trades, control="select", gone="This trade is no longer on the list; please pick again"),
    hint="Leave it at “None of these” if none fits.",
    feeds="trade",
    optional=True,
    empty="None of the list",
    panel=True,
)

OUTPUTS = Question(
    key="outputs",
    title="What should come out?",
    short="Comes out",
    why="what comes out decides which kind of model can do the job. Pick up to six things; the plan treats each by itself.",
    example="a restaurant picks replies to guest reviews and pictures for its menu.",
    kind=Outputs(),
    feeds="outputs",
    panel=True,
)

RESULT = Question(
    key="result",
    title="What kind of result do you need?",
    short="Kind of result",
    why="generative AI makes likely content. For some results likely is not good enough, and we would rather say so now.",
    example="a product text is content; the stock you need in May is a forecast.",
    kind=words(
        (Result.CONTENT, "Texts, pictures, film, sound, summaries, labels, program code"),
        (Result.SUM, "Totals, taxes, rates: right or wrong, nothing between"),
        (Result.FORECAST, "Next month’s orders, next year’s costs"),
        (Result.RECORD, "A customer’s number, today’s stock"),
        (Result.RULING, "A person is accepted or turned down"),
    ),
    feeds="result",
)

CHECK = Question(
    key="check",
    title="Does a person look at the results before they are used?",
    short="A person checks",
    why="a check catches what a model gets wrong, and costs time. Both go into the plan.",
    example="a shop reads every product text before it goes live, and one in ten replies to reviews.",
    kind=words(Check.EVERY, Check.SAMPLE, Check.NOBODY),
    unsure="The plan then counts with a person who looks at every result, and says what that costs.",
    feeds="check",
    panel=True,
)

PER_MONTH = Question(
    key="volume",
    title="{name}",
    short="{name}: how many",
    kind=Amount(
        bounds=Bounds("the number of {units}", "120 or 100 to 150", most=Decimal(100_000_000), least_counts=False),
        suffix="{units} a month",
    ),
    feeds="per_month",
    optional=True,
    per_output=lambda _output, _situation: True,
    panel=True,
)

VOLUME = Page(
    key="volume",
    title="How many do you need in a normal month?",
    why="the price of a model is a price for one result. A month’s cost, and whether the set-up pays, follow from how many.",
    example="120, 1,200 or 100 to 150. Leave a line empty if you are not sure: the plan then gives the cost of one, and "
    "none for a month.",
    questions=(PER_MONTH,),
)


def _has_length(output: Output, situation: Situation) -> bool:
    return bool(wording.usual_length(output, situation.catalog))


def _lengths(asked: Asked) -> tuple[Option, ...]:
    usual = wording.usual_length(asked.output, asked.situation.catalog) if asked.output else ""
    hints = {Length.USUAL: f"Our estimate: {usual}", Length.LONG: "Whole manuals, long files"}
    return tuple(Option(length.value, length.label, hints.get(length, "")) for length in Length)


def _takes_pictures(output: Output, _situation: Situation) -> bool:
    return output.use_case is None and output.medium in {Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D}


HOW_LONG = Question(
    key="length",
    title="{name}: how long is what goes in for one {unit}?",
    short="{name}: what goes in",
    kind=OneOf(offered=_lengths, make=partial(word, Length)),
    unsure="The plan then counts with the usual length.",
    feeds="length",
    per_output=_has_length,
    panel=True,
)

PICTURES = Question(
    key="pictures",
    title="{name}: does a picture of yours go in?",
    short="{name}: your picture goes in",
    kind=YesNo(yes="Yes, for example a photo of the product", no="No, a description in words is enough"),
    unsure="Models that cannot take in a picture then stay on the list.",
    feeds="pictures_go_in",
    per_output=_takes_pictures,
)

LENGTH = Page(
    key="length",
    title="What goes in, and how long is it?",
    why="a model must be able to hold what goes in, and most prices count the words.",
    example="a customer’s letter of one page and your terms of two pages are about 1,200 words.",
    questions=(HOW_LONG, PICTURES),
)

DATA = Question(
    key="data",
    title="What does the material you send give away?",
    short="Gives away",
    why="what sellers may do with your data matters more the more it gives away. The plan names the risk and what to do.",
    example="a customer’s letter holds a name and an address: that is personal data.",
    kind=words(Sensitivity.PUBLIC, Sensitivity.PERSONAL, Sensitivity.CONFIDENTIAL),
    unsure="The plan then gets one more task: look at ten real inputs before the pilot starts.",
    feeds="sensitivity",
    panel=True,
)

PLACE = Question(
    key="place",
    title="Where may the data be processed?",
    short="Where it may run",
    why="some sellers state a region, most do not, and some models can run on your own servers.",
    example="a doctor’s practice says own servers; a shop with public product data says anywhere.",
    kind=words(
        Place.ANYWHERE,
        (Place.EU, "Sellers who say nothing about it stay on the list, with that said."),
        (Place.OWN_SERVERS, "Only models that can be downloaded stay on the list."),
    ),
    unsure="Every place stays open. Your plan gets one more task: settle this before you send anything private.",
    strictest=Place.OWN_SERVERS,
    feeds="place",
    panel=True,
)

TRAINING = Question(
    key="training",
    title="May the seller of the model train on what you send?",
    short="Seller may train on it",
    why="some sellers use what you send to improve their models, unless you pay or object. For public product data that "
    "is often no harm. For customers’ letters it usually is.",
    kind=words((TrainingWish.RULED_OUT, "Sellers whose terms say that they do are left out."), TrainingWish.FINE),
    unsure="Your plan gets one more task: ask the seller before the pilot ends.",
    strictest=TrainingWish.RULED_OUT,
    feeds="training",
    panel=True,
)

BUDGET = Page(
    key="budget",
    title="What may the models cost a month at most?",
    why="a limit that is a must drops every model that costs more. A limit that would be nice only makes price count.",
    example="$300, € 250 or £200. Euros and pounds are counted at a round rate, which the plan shows.",
    questions=(
        Question(
            key="budget",
            title="At most a month",
            short="At most a month",
            kind=Money(
                bounds=Bounds("the amount", "$300 or € 250", most=Decimal(100_000_000), least_counts=False),
                suffix="a month",
            ),
            hint="Leave it empty if there is no limit, or none yet.",
            empty="No limit",
            feeds="budget_usd",
            optional=True,
            panel=True,
        ),
        Question(
            key="budget_weight",
            title="How firm is that?",
            short="The limit is",
            kind=words(
                (Importance.MUST, "Models that cost more are left out."),
                (Importance.NICE, "Models that cost more stay."),
            ),
            feeds="budget_weight",
            optional=True,
            empty="Not said; it then counts as nice",
        ),
    ),
)

GOAL = Step(
    key="goal",
    title="say what should come out",
    review="What should come out",
    pages=(
        page(TRADE),
        page(OUTPUTS, exits=True),
        page(RESULT, exits=True),
        page(CHECK, exits=True),
        VOLUME,
        LENGTH,
        page(DATA),
        page(PLACE),
        page(TRAINING),
        BUDGET,
    ),
)
