"""The pages below a plan, each one click away, by the keys of their addresses."""

from collections.abc import Iterator, Mapping

from wizard.decision.bill import Bought
from wizard.decision.trail import cited_fact
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import ListRow
from wizard.document.evidence import EVIDENCE
from wizard.document.folding import Fold, PageLayout, finding_at, listed, rows_at
from wizard.document.money import figures_of_a_year
from wizard.document.picture import picture
from wizard.document.scaling import SCALE
from wizard.document.trails import cited
from wizard.document.tuning import TUNE


def _bill(basis: Basis) -> Iterator[ListRow]:
    """Yield what is bought, each tool once."""
    return (_bought(basis, line) for line in basis.decision.bill)


def _bought(basis: Basis, line: Bought) -> ListRow:
    jobs = [basis.job_of[key].say("kicker", "job") for key in line.jobs]
    how = basis.say("bill", _how_paid(line), usd=line.usd)
    says = (how, basis.say("bill", "jobs", jobs=jobs))
    return ListRow(label=basis.names.tool(line.tool), says=says)


def _how_paid(line: Bought) -> str:
    """Return the name of the sentence on when a line is paid."""
    if line.paid and not line.usd:
        return "paid"
    if line.once:
        return "once"
    return "by-the-year" if line.by_the_year else "monthly"


def _prices(basis: Basis) -> Iterator[ListRow]:
    """Yield the prices counted, as their sources state them, with those announced for the year."""
    return (row for line in basis.decision.bill for row in _counted(basis, line))


def _counted(basis: Basis, line: Bought) -> Iterator[ListRow]:
    for price in line.prices:
        mean = [basis.say("counted", "mean", usd=price.usd)] if len(price.rows) > 1 else []
        for fact in cited(basis, [cited_fact("prices", row) for row in price.rows]):
            yield ListRow(says=(fact.text, *mean), source=fact.source)
            mean = []  # said with the first alone
        if price.factor != 1:
            yield ListRow(says=(basis.say("counted", "factor", factor=price.factor),))


def _guessed(job: JobBasis) -> tuple[str, ...]:
    """Return what is guessed of a job; how much is done again only until a test has counted it."""
    names = ("reading", "learning")
    return names if job.decided.results else ("again", *names)


def _guesses(basis: Basis) -> Iterator[ListRow]:
    """Yield what is ours, each once, then what a test measured in its place."""
    jobs = [job for job in basis.jobs if job.comparison is not None]
    says = [job.say("guess", name) for job in jobs for name in _guessed(job)]
    says += [sentence for job in jobs for sentence in job.at("measured")]
    return listed(dict.fromkeys(says))


MONEY = PageLayout(
    folds=(
        Fold(key="bill", kind="facts", of_plan=_bill),
        Fold(key="figures", of_job=figures_of_a_year),
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
