"""Step 1, the goal: what should come out, how much of it, from what, under which conditions."""

from decimal import Decimal
from functools import partial

from catalog.formatting import format_number
from catalog.parsing import Bounds
from catalog.vocabulary import MachineSize, Material, Medium
from wizard.decision.answers import TIMES_THE_USUAL_LENGTH, Job
from wizard.decision.vocabulary import Check, Exactness, Length, Place, Use, WrongResult
from wizard.steps import wording
from wizard.steps.asking import Asked, Option, Page, Question, Situation, Step, page, several
from wizard.steps.kinds.figures import Amount, Minutes, Money, Number
from wizard.steps.kinds.outputs import CROSS_INDUSTRY, Outputs
from wizard.steps.kinds.picking import ManyOf, OneOf, YesNo, many_words, words
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
    feeds="jobs",
    panel=True,
)


def _each(_job: Job, _situation: Situation) -> bool:
    return True


EXACTNESS = Page(
    key="exactness",
    title="Must a result be exactly right?",
    why="generative AI makes likely content. For some results likely is not good enough, and we would rather say so now.",
    example="a product text may be worded in many ways; whether a dish holds nuts stands in a list.",
    questions=(
        Question(
            key="exactness",
            title="{name}",
            short="{name}: exactly right",
            kind=words(
                Exactness.LIKELY,
                (Exactness.LISTED, "Prices, stock, allergens, opening hours"),
                (Exactness.CALCULATED, "Totals, taxes, rates"),
                (Exactness.FORECAST, "Next month’s orders, next year’s costs"),
                (Exactness.RULING, "A person is accepted or turned down"),
            ),
            feeds="exactness",
            per_output=_each,
        ),
    ),
    exits=True,
)

WRONG_RESULT = Page(
    key="wrong_result",
    title="What happens when one result is wrong?",
    why="this decides how good the model must be, and who has to release a result.",
    example="a clumsy product text is a nuisance; a wrong word about allergens can hurt somebody.",
    questions=(
        Question(
            key="wrong_result",
            title="{name}",
            short="{name}: a wrong one",
            kind=words(WrongResult.NUISANCE, WrongResult.MONEY, WrongResult.HARM, WrongResult.LAW),
            unsure="The plan then counts with one that costs money or a customer.",
            feeds="wrong_result",
            per_output=_each,
            panel=True,
        ),
    ),
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


def _paid(asked: Asked) -> tuple[Option, ...]:
    groups = {row.group for row in asked.situation.catalog.products if row.group}
    return tuple(Option(group, group) for group in sorted(groups))


USE = Page(
    key="use",
    title="How will you use it?",
    why="for few results by hand a seat in an app is the cheapest way; many results are better built in.",
    example="four people who write letters use an app; a web shop builds it in.",
    questions=(
        Question(
            key="use",
            title="How",
            short="Used",
            kind=words(Use.BY_HAND, Use.BUILT_IN),
            unsure="The plan then goes by how many you need in a month.",
            feeds="use",
            panel=True,
        ),
        Question(
            key="people",
            title="How many people will use it",
            short="People",
            kind=Number(
                bounds=Bounds("the number of people", "4", least=Decimal(1), most=Decimal(1_000_000), whole=True),
                suffix="people",
            ),
            hint="Leave it empty if you do not know; the plan then counts one.",
            feeds="people",
            optional=True,
        ),
        Question(
            key="paid",
            title="What you already pay for",
            short="Paid already",
            kind=ManyOf(offered=_paid),
            hint="Leave all empty for none of these.",
            empty="None of the list",
            feeds="paid",
            optional=True,
        ),
    ),
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
    per_output=_each,
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


def _has_length(output: Job, situation: Situation) -> bool:
    return bool(wording.usual_length(output, situation.catalog))


def _lengths(asked: Asked) -> tuple[Option, ...]:
    usual = wording.usual_length(asked.output, asked.situation.catalog) if asked.output else ""
    hints = {Length.USUAL: f"Our estimate: {usual}", Length.LONG: "Whole manuals, long files"}
    return tuple(Option(length.value, length.label, hints.get(length, "")) for length in Length)


def _takes_pictures(output: Job, _situation: Situation) -> bool:
    return output.use_case is None and output.medium in {Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D}


HOW_LONG = Question(
    key="length",
    title="{name}: how long is what goes in for one {unit}?",
    short="{name}: what goes in",
    kind=OneOf(offered=_lengths, make=partial(word, Length), told=TIMES_THE_USUAL_LENGTH.__getitem__),
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
    feeds="given_picture",
    per_output=_takes_pictures,
)

LENGTH = Page(
    key="length",
    title="What goes in, and how long is it?",
    why="a model must be able to hold what goes in, and most prices count the words.",
    example="a customer’s letter of one page and your terms of two pages are about 1,200 words.",
    questions=(HOW_LONG, PICTURES),
)


def _somebody_checks(situation: Situation) -> bool:
    return situation.answers.check is not Check.NOBODY


def _usual_minutes(situation: Situation) -> str:
    jobs = situation.answers.jobs
    use_case = situation.catalog.use_case.get(jobs[0].use_case or "") if len(jobs) == 1 else None
    estimate = f" Our estimate: {format_number(use_case.minutes_by_hand)} minutes." if use_case else ""
    return f"From start to finished. 20 min, 1.5 h and 20 to 40 are all fine.{estimate}"


WORK = Page(
    key="work",
    title="How much work is it?",
    why="people’s time mostly costs more than the model. Rough figures are fine.",
    example="10 minutes to write a text by hand, 2 minutes to read one, $40 an hour.",
    questions=(
        Question(
            key="minutes",
            title="{name}: minutes for one {unit}, by hand today",
            short="{name}: by hand today",
            kind=Minutes(
                bounds=Bounds(
                    "the minutes for one", "20 min, 1.5 h or 20 to 40", most=Decimal(100_000), least_counts=False
                ),
                suffix="minutes",
            ),
            hint=_usual_minutes,
            empty="Not answered",
            feeds="minutes_by_hand",
            optional=True,
            per_output=_each,
            panel=True,
        ),
        Question(
            key="check_minutes",
            title="Minutes to read and correct one {unit}",
            short="To read and correct one",
            kind=Minutes(
                bounds=Bounds("the minutes for a check", "3 or 2 to 5", most=Decimal(10_000)), suffix="minutes"
            ),
            hint="Leave it empty if you do not know; the plan then counts a share of the minutes by hand, and says so.",
            feeds="check_minutes",
            optional=True,
            applies=_somebody_checks,
        ),
        Question(
            key="wage",
            title="What an hour of this work costs you",
            short="An hour costs",
            kind=Money(
                bounds=Bounds("the cost of an hour", "$34 or € 32", most=Decimal(100_000), least_counts=False),
                suffix="an hour",
            ),
            hint="Pay and everything on top. $34, € 32 and 34.50 are all fine.",
            feeds="wage_usd",
            optional=True,
            panel=True,
        ),
    ),
)

MATERIAL = Page(
    key="material",
    title="What is in the material you send?",
    why="private material needs a seller who does not use it to train AI. The plan names the risk and what to do.",
    example="a customer’s letter holds a name and an address: that is personal data.",
    questions=(
        Question(
            key="material",
            title="{name}",
            short="{name}: in the material",
            kind=many_words(Material),
            hint="Leave all empty if you are not sure; the plan then goes by what is usual for this.",
            empty="Not sure; what is usual counts",
            feeds="material",
            optional=True,
            per_output=_each,
        ),
    ),
)

PLACE = Question(
    key="place",
    title="Where may the material be processed?",
    short="Where it may run",
    why="some sellers state a region, most do not, and some models can run on your own servers.",
    example="a doctor’s practice says own servers; a shop with public product data says anywhere.",
    kind=words(
        Place.ANYWHERE,
        (Place.EU, "A seller who does not state it is not advised; we say what to ask."),
        (Place.OWN_SERVERS, "Only models that you may download and run yourself."),
    ),
    unsure="Every place stays open. Settle this before you send anything private.",
    feeds="place",
    panel=True,
)

JOB_PLACE = Page(
    key="job_place",
    title="Does one of them differ?",
    why="a limit that holds for one job alone should not make the others worse.",
    example="letters to patients stay in the house; pictures for the website may go anywhere.",
    questions=(
        Question(
            key="job_place",
            title="{name}",
            short="{name}: where it may run",
            kind=OneOf(
                offered=lambda _: tuple(Option(place.value, place.label) for place in Place),
                make=partial(word, Place),
                control="select",
                none="As I just said",
            ),
            empty="As for the others",
            feeds="place",
            optional=True,
            per_output=lambda _job, situation: several(situation),
        ),
    ),
)


def _own_servers(situation: Situation) -> bool:
    answers = situation.answers
    return any(answers.place_of(job) is Place.OWN_SERVERS for job in answers.jobs)


MACHINE = Page(
    key="machine",
    title="Which machine could run it?",
    why="the better models need a larger machine. The plan says what the limit costs in quality.",
    questions=(
        Question(
            key="machine_limit",
            title="The largest machine you would run",
            short="Largest machine",
            kind=words(
                (MachineSize.PC, "Models up to 20 GB"),
                (MachineSize.CARD, "Models up to 68 GB"),
                (MachineSize.SERVER, "Models up to 560 GB"),
                (MachineSize.CLUSTER, "Any model that can be downloaded"),
            ),
            unsure="The plan then counts with one data-centre card.",
            feeds="machine_limit",
            applies=_own_servers,
        ),
        Question(
            key="rented_counts",
            title="Does a rented machine count as your own?",
            short="A rented machine counts",
            kind=YesNo(yes="Yes, one that we alone use", no="No, it must stand in our house"),
            unsure="The plan then counts with a machine in your house.",
            feeds="rented_counts",
            applies=_own_servers,
        ),
    ),
)

BUDGET = Page(
    key="budget",
    title="What may the models cost a month at most?",
    why="models that cost more are left out. A limit never makes a dangerous result acceptable.",
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
    ),
)

GOAL = Step(
    key="goal",
    title="say what should come out",
    review="What should come out",
    pages=(
        page(TRADE),
        page(OUTPUTS, exits=True),
        EXACTNESS,
        WRONG_RESULT,
        page(CHECK),
        USE,
        VOLUME,
        LENGTH,
        WORK,
        MATERIAL,
        page(PLACE),
        JOB_PLACE,
        MACHINE,
        BUDGET,
    ),
)
