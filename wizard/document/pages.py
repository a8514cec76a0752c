"""The pages below a plan, each one click away, by the keys of their addresses."""

from collections.abc import Iterator, Mapping

from catalog.machines import LIFE_MONTHS, rows_that_count
from catalog.schema import group_pairs
from catalog.vocabulary import Deal
from wizard.decision.bill import Bought
from wizard.decision.options import Option
from wizard.decision.situation import Work
from wizard.decision.tools import tools_of
from wizard.decision.trail import cited_fact
from wizard.decision.vocabulary import OptionKind
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow
from wizard.document.evidence import EVIDENCE
from wizard.document.folding import Fold, PageLayout, finding_at, listed, rows_at
from wizard.document.money import figures_of_a_span, figures_of_a_year, finding_of_span
from wizard.document.picture import picture
from wizard.document.scaling import SCALE
from wizard.document.trails import cited
from wizard.document.tuning import TUNE


def _bill(basis: Basis) -> Iterator[ListRow]:
    """Yield what is bought, each tool once."""
    return (_bought(basis, line) for line in basis.decision.bill)


def _bought(basis: Basis, line: Bought) -> ListRow:
    jobs = [basis.job_of[key].say("kicker", "job") for key in line.jobs]
    paid_perhaps = next((basis.job_of[key].first_at("paid-perhaps") for key in line.jobs), "")
    how = paid_perhaps or basis.say("bill", _how_paid(line), usd=line.usd)
    says = (how, basis.say("bill", "jobs", jobs=jobs))
    return ListRow(label=basis.names.tool(line.tool), says=says)


def _how_paid(line: Bought) -> str:
    """Return the name of the sentence on when a line is paid."""
    if line.paid and not line.usd:
        return "paid"
    if line.once:
        return "once"
    if line.is_for_one_site:
        return "one-site"
    return "by-the-year" if line.by_the_year else "monthly"


def _prices(basis: Basis) -> Iterator[ListRow]:
    """Yield the prices counted, as their sources state them, with those announced for the year."""
    for line in basis.decision.bill:
        yield from _counted(basis, line)
        yield from _rented(basis, line)


def _counted(basis: Basis, line: Bought) -> Iterator[ListRow]:
    for price in line.prices:
        is_mean = len(price.rows) > 1
        for fact in cited(basis, [cited_fact("prices", row) for row in price.rows]):
            says = fact.text
            if is_mean:  # said with the first alone
                says, is_mean = basis.say("counted", "mean", price=says, usd=price.usd), False
            yield ListRow(says=(says,), source=fact.source)
        if price.factor != 1:
            yield ListRow(says=(basis.say("counted", "factor", factor=price.factor),))


def _rented(basis: Basis, line: Bought) -> Iterator[ListRow]:
    """Yield what is on file of the machines that a line pays for, and how that is counted."""
    sizes = [tool.machine for tool in tools_of(line.tool) if tool.machine is not None]
    for size in dict.fromkeys(sizes) if line.fixed_usd else ():
        for row in rows_that_count(basis.catalog, size):
            how = "bought" if row.deal is Deal.BUY else "rented"
            for fact in cited(basis, [cited_fact("machines", row)]):
                says = basis.say("counted", how, price=fact.text, months=LIFE_MONTHS)
                yield ListRow(says=(says,), source=fact.source)


OWN = frozenset({OptionKind.MODEL, OptionKind.MACHINE})  # of which no seller states the setting up


def _guessed(job: JobBasis, option: Option) -> Iterator[str]:
    """Yield what is guessed of a job; how much is done again only until a test has counted it."""
    work = job.work
    if not job.decided.results:
        yield job.say("guess", _share_of_redone(work), share=work.people_wrong or 0.0)
    yield job.say("guess", "reading", part=job.costing.reading_part)
    if not option.is_there:
        yield job.say("guess", "learning")
    if option.kind not in OWN:
        return
    if option.connecting_usd:
        yield job.say("guess", "connecting", once=option.connecting_usd)
    if option.care_hours:
        yield job.say("guess", "care", care=option.care_hours)


def _share_of_redone(work: Work) -> str:
    """Return the name of the sentence on how much of the best tool’s work is done again."""
    if work.people_wrong is not None:
        return "as-people"
    return "agents" if work.agent else "again"


def _guesses(basis: Basis) -> Iterator[ListRow]:
    """Yield what is ours, each once, then what a test measured in its place."""
    options = [(job, job.comparison.option.option) for job in basis.jobs if job.comparison]
    pairs = ((says, job) for job, option in options for says in _guessed(job, option))
    for says, of in group_pairs(pairs).items():
        if len(of) < len(options):  # not of every job
            nouns = [job.say("kicker", "noun") for job in of]
            yield ListRow(says=(basis.say("guess", "of", jobs=nouns, says=says),))
        else:
            yield ListRow(says=(says,))
    measured = (says for job, _ in options for says in job.at("measured"))
    yield from listed(dict.fromkeys(measured))


MONEY = PageLayout(
    folds=(
        Fold(key="bill", kind="facts", of_plan=_bill),
        Fold(key="figures", of_job=figures_of_a_year),
        Fold(key="span", of_job=figures_of_a_span, finding=finding_of_span),
        Fold(key="prices", kind="prices", of_plan=_prices),
        Fold(key="guesses", kind="numbered", of_plan=_guesses),
    ),
    finding=finding_at("finding-of-money"),
    picture=picture,
)
PILOT = PageLayout(
    folds=(
        Fold(key="how", kind="numbered", of_job=rows_at("pilot-steps")),
        Fold(key="ends", kind="numbered", of_job=rows_at("pilot-ends")),
        Fold(key="shows", kind="numbered", of_job=rows_at("pilot-shows")),
    )
)
PAGES: Mapping[str, PageLayout] = {
    "evidence": EVIDENCE,
    "money": MONEY,
    "pilot": PILOT,
    "tune": TUNE,
    "scale": SCALE,
}
