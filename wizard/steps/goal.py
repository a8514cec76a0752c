"""Step 1, the goal: which jobs, what a mistake does, how many, from which material, and how the results are used."""

from dataclasses import replace
from decimal import Decimal

from catalog.formatting import currency_name
from catalog.parsing import Bounds
from catalog.vocabulary import Branch, MachineSize, Material, Medium
from wizard.decision.answers import Job
from wizard.decision.tasks import check_of
from wizard.decision.vocabulary import Check, Exactness, Place, Preference, Use, WrongResult
from wizard.steps import wording
from wizard.steps.asking import (
    Asked,
    Option,
    Page,
    Question,
    Situation,
    Step,
    offered_jobs,
    several,
)
from wizard.steps.kinds.figures import Amount, HowLong, Minutes, Money, Number
from wizard.steps.kinds.outputs import Outputs
from wizard.steps.kinds.picking import ManyOf, OneOf, many_words, words, yes_no


def _each(_job: Job, _situation: Situation) -> bool:
    return True


def _in_words(job: Job, situation: Situation) -> bool:
    """Ask how exact words, figures and code must be; a picture, a voice or music has no right figure."""
    return any(
        medium.branch is Branch.LANGUAGE for medium in wording.media_of(job, situation.catalog)
    )


def _rough(what: str, example: str, most: int) -> Bounds:
    """Return the bounds of a figure that is more than nothing."""
    return Bounds(what, example, most=Decimal(most), least_counts=False)


JOBS = Page(
    key="jobs",
    title="What do you want AI to do?",
    questions=(
        Question(
            key="outputs",
            title="What do you want AI to do?",
            short="Jobs",
            kind=Outputs(),
            hint="For example: read aloud, photo, offers, e-mail",
            feeds="jobs",
        ),
    ),
    exits=True,
)

CAREFUL = "You release every result, one harmful mistake ends the test, and only the best will do."

MOST_WRITTEN = 4  # jobs that one page asks both what a mistake does and how exact they must be


def _few_written(situation: Situation) -> bool:
    return sum(_in_words(job, situation) for job in situation.answers.jobs) <= MOST_WRITTEN


def _many_written(situation: Situation) -> bool:
    return not _few_written(situation)


EXACTNESS = Question(
    key="exactness",
    title="How exact must it be?",
    short="{name}: how exact",
    kind=words(
        Exactness.LIKELY,
        (Exactness.LISTED, "Prices, stock, allergens"),
        (Exactness.CALCULATED, "Totals, taxes"),
        Exactness.FORECAST,
        (Exactness.RULING, "Hiring, credit"),
        heads=("May differ", "From a list", "Sums", "Forecast", "A person"),
    ),
    unsure="We then count with wording that may differ.",
    feeds="exactness",
    applies=_few_written,
    per_output=_in_words,
)

MISTAKES = Page(
    key="mistakes",
    title="What happens when one is wrong?",
    why="No AI is always right. Your answer decides how careful the plan is, and which model.",
    questions=(
        Question(
            key="wrong_result",
            title="When one is wrong",
            short="{name}: when one is wrong",
            kind=words(
                (WrongResult.NUISANCE, "You see it and do it again"),
                (WrongResult.MONEY, "A wrong price, a lost order"),
                (WrongResult.HARM, "Health, allergies, safety", CAREFUL),
                (WrongResult.LAW, "Advice, personal data", CAREFUL),
                heads=("Redo", "Money", "Harm", "Law"),
            ),
            unsure="We then treat it as costing a customer.",
            feeds="wrong_result",
            per_output=_each,
        ),
        EXACTNESS,
        Question(
            key="check",
            title="Who reads a result before it is used?",
            short="Who reads it",
            kind=words(Check.EVERY, Check.SAMPLE, Check.NOBODY),
            unsure="We then count with a person who reads every one.",
            feeds="check",
        ),
    ),
    exits=True,
)


EXACT = Page(
    key="exact",
    title="Which must be exactly right?",
    why="Sums, forecasts and decisions about people are no work for AI.",
    questions=(replace(EXACTNESS, applies=_many_written),),
    exits=True,
)


def _length_hint(asked: Asked) -> str:
    usual = wording.length_of(asked.output, asked.situation.catalog)
    return f"Usually {usual.text} in all." if usual else ""


def _has_length(job: Job, situation: Situation) -> bool:
    return wording.length_of(job, situation.catalog) is not None


def _somebody_reads(situation: Situation) -> bool:
    answers = situation.answers
    return {check_of(answers, task) for task in situation.tasks} != {Check.NOBODY}


def _currencies(asked: Asked) -> tuple[Option, ...]:
    rates = dict.fromkeys(row.currency for row in asked.situation.catalog.exchange_rates)
    return tuple(
        Option(each, currency_name(each)) for each in (*(rate.value for rate in rates), "USD")
    )


AMOUNTS = Page(
    key="amounts",
    title="How many, how long, and what does it take today?",
    why="Rough figures will do: about 300, 100 to 150, 1.5 h. Leave empty what you do not know.",
    questions=(
        Question(
            key="volume",
            title="How many in a normal month?",
            short="{name}: how many a month",
            kind=Amount(
                bounds=_rough("the number of {units}", "120 or 100 to 150", 100_000_000),
                suffix="{units}",
                single="{unit}",
                width="input-short",
            ),
            feeds="per_month",
            empty="Not answered",
            per_output=_each,
        ),
        Question(
            key="length",
            title="How long is the text or recording?",
            short="{name}: how long",
            kind=HowLong(bounds=_rough("the length", "2 pages", 1_000_000)),
            hint=_length_hint,
            empty="As long as usual",
            feeds="length",
            per_output=_has_length,
        ),
        Question(
            key="minutes",
            title="How long does one take you today?",
            short="{name}: by hand today",
            kind=Minutes(
                bounds=_rough("the minutes for one", "20 min, 1.5 h or 20 to 40", 100_000)
            ),
            feeds="minutes_by_hand",
            empty="Not answered",
            per_output=_each,
        ),
        Question(
            key="check_minutes",
            title="How long will checking and correcting one take?",
            short="To check and correct one",
            kind=Minutes(
                bounds=Bounds("the minutes for a check", "3 or 2 to 5", most=Decimal(10_000))
            ),
            empty="A part of the time by hand, our guess",
            feeds="check_minutes",
            applies=_somebody_reads,
        ),
        Question(
            key="wage",
            title="What does an hour of this work cost you?",
            short="An hour costs",
            kind=Money(bounds=_rough("the cost of an hour", "32", 100_000)),
            feeds="wage_usd",
            empty="Not answered",
        ),
        Question(
            key="budget",
            title="Is there a limit on fees a month?",
            short="Limit on fees a month",
            kind=Money(bounds=_rough("the amount", "250", 100_000_000)),
            hint="A hard limit: what costs more is left out.",
            empty="No limit",
            feeds="budget_usd",
        ),
        Question(
            key="currency",
            title="Which currency is that?",
            short="Currency",
            kind=OneOf(offered=_currencies, control="select", none=""),
            empty="US dollars",
            feeds="currency",
        ),
    ),
)


def _takes_pictures(job: Job, _situation: Situation) -> bool:
    return job.use_case is None and job.medium in {Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D}


def _apart(job: Job, situation: Situation) -> bool:
    return job.key in situation.answers.jobs_apart


PLACES = words(
    Place.ANYWHERE,
    (Place.EU, "A provider that does not state it is not advised; we say what to ask."),
    (Place.OWN_SERVERS, "Only models that you can download and run."),
)

MATERIAL = Page(
    key="material",
    title="What do you send, and where may it go?",
    why="Private material needs a provider that does not use it to train its AI.",
    questions=(
        Question(
            key="material",
            title="What is in the material?",
            short="In the material",
            kind=many_words(Material),
            hint="Leave it empty if you are not sure. We then go by what is usual.",
            empty="Not sure; what is usual counts",
            feeds="material",
            every_job=True,
        ),
        Question(
            key="place",
            title="Where may it be processed?",
            short="Where it may go",
            kind=PLACES,
            unsure="Every place stays open. Settle this before you send anything private.",
            feeds="place",
        ),
        Question(
            key="apart",
            title="For which jobs is this different?",
            short="Different for",
            kind=ManyOf(offered=offered_jobs),
            hint="Leave it empty if the same holds for all.",
            empty="No job",
            feeds="jobs_apart",
            applies=several,
        ),
        Question(
            key="pictures",
            title="Do you send a picture of yours?",
            short="{name}: your picture is sent",
            kind=yes_no("Yes, such as a photo of the product", "No, words are enough"),
            unsure="Models that cannot take in a picture then stay on the list.",
            feeds="given_picture",
            per_output=_takes_pictures,
        ),
    ),
)

EACH_JOB = Page(
    key="each",
    title="What is different there?",
    why="Only what you answer here differs from the other jobs. Leave empty what is the same.",
    questions=(
        Question(
            key="job_material",
            title="What is in the material?",
            short="{name}: in the material",
            kind=many_words(Material),
            empty="As for the others",
            feeds="material",
            per_output=_apart,
        ),
        Question(
            key="job_place",
            title="Where may it be processed?",
            short="{name}: where it may go",
            kind=replace(words(*Place), control="select", none="As I just said"),
            empty="As for the others",
            feeds="place",
            per_output=_apart,
        ),
    ),
)


def _own_servers(situation: Situation) -> bool:
    answers = situation.answers
    return any(answers.place_of(job) is Place.OWN_SERVERS for job in answers.jobs)


MACHINE = Page(
    key="machine",
    title="Which machine could run it?",
    why="The better models need a larger machine. The plan says what the limit costs in quality.",
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
            unsure="We then count with one data-centre card.",
            feeds="machine_limit",
            applies=_own_servers,
        ),
        Question(
            key="rented_counts",
            title="Does a rented machine count as your own?",
            short="A rented machine counts",
            kind=yes_no("Yes, one that we alone use", "No, it must stand in our house"),
            unsure="We then count with a machine in your house.",
            feeds="rented_counts",
            applies=_own_servers,
        ),
    ),
)


def _sold(situation: Situation) -> bool:
    """Ask for seats in apps where something may leave the house."""
    answers = situation.answers
    return {answers.place_of(job) for job in answers.jobs} != {Place.OWN_SERVERS}


def _may_be_less(situation: Situation) -> bool:
    """Ask what counts where more than the best will do."""
    return {job.stakes.severe for job in situation.answers.jobs} != {True}


def _paid(asked: Asked) -> tuple[Option, ...]:
    """Offer each plan of a product by its own name: another plan of the same may train on what is sent."""
    known = sorted(
        (row.name, row.slug) for row in asked.situation.catalog.app_plans if row.advised_for
    )
    return tuple(Option(slug, name) for name, slug in known)


USE = Page(
    key="use",
    title="How will you use it?",
    why="By hand, an app for a fixed sum a month is cheapest. For many results it is better built in.",
    questions=(
        Question(
            key="use",
            title="By hand, or built in?",
            short="Used",
            kind=words(Use.BY_HAND, Use.BUILT_IN),
            unsure="We then go by how many you need.",
            feeds="use",
        ),
        Question(
            key="people",
            title="How many people will use it?",
            short="People",
            kind=Number(
                bounds=Bounds(
                    "the number of people",
                    "4",
                    least=Decimal(1),
                    most=Decimal(1_000_000),
                    whole=True,
                ),
                suffix="people",
                single="person",
            ),
            hint="Leave it empty if you are alone.",
            empty="One",
            feeds="people",
        ),
        Question(
            key="paid",
            title="What do you already pay for?",
            short="Paid already",
            kind=ManyOf(offered=_paid, folded="Choose from the list"),
            empty="None of the list",
            feeds="paid",
            applies=_sold,
        ),
        Question(
            key="preference",
            title="If several are good enough, what counts?",
            short="What counts",
            kind=words(Preference.BALANCED, Preference.BEST, Preference.LOWEST_COST),
            unsure="We then take a good balance.",
            feeds="preference",
            applies=_may_be_less,
        ),
    ),
)

GOAL = Step(
    key="goal",
    name="Goal",
    pages=(JOBS, MISTAKES, EXACT, AMOUNTS, MATERIAL, EACH_JOB, MACHINE, USE),
)
