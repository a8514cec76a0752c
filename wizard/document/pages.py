"""The pages below a plan, each one click away, by the keys of their addresses."""

from collections.abc import Callable, Iterator, Mapping

from wizard.decision.bill import Bought
from wizard.decision.trail import cited_fact
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Block, DocumentPage, Group, ListBlock, ListRow, Section
from wizard.document.evidence import evidence, page_of_sections
from wizard.document.money import comparison_of, figures, finding_of_money
from wizard.document.protocol import pilot
from wizard.document.scaling import scale_page
from wizard.document.sections import fold
from wizard.document.trails import cited
from wizard.document.tuning import tune


def money(basis: Basis) -> DocumentPage:
    """Return every figure: what is paid, the parts of the sum, the prices counted, and our guesses."""
    sections = (
        _bill(basis),
        fold(basis, "figures", finding_of_money(basis), figures),
        _prices(basis),
        fold(basis, "guesses", basis.say("finding", "guesses"), _guesses),
    )
    return page_of_sections(basis, "money", tuple(row for row in sections if row is not None))


def _bill(basis: Basis) -> Section | None:
    """Return what is bought, each tool once."""
    names = {job.job.key: job.say("kicker", "job") for job in basis.jobs}
    rows = tuple(
        ListRow(
            label=basis.names.tool(row.tool),
            says=(
                basis.say("bill", _how_paid(row), usd=row.usd),
                basis.say("bill", "jobs", jobs=[names[key] for key in row.jobs]),
            ),
        )
        for row in basis.decision.bill
    )
    if not rows:
        return None
    return Section(
        key="bill",
        title=basis.say("label", "bill"),
        finding=basis.say("finding", "bill"),
        groups=(Group(blocks=(ListBlock(rows=rows),)),),
    )


def _how_paid(line: Bought) -> str:
    """Return the name of the sentence on when a line is paid."""
    if line.paid and not line.usd:
        return "paid"
    if line.once:
        return "once"
    return "by-the-year" if line.by_the_year else "monthly"


def _prices(basis: Basis) -> Section | None:
    """Return the prices that were counted, each as its source states it, with those announced for the year."""
    rows = tuple(row for line in basis.decision.bill for row in _counted(basis, line))
    if not rows:
        return None
    return Section(
        key="prices",
        title=basis.say("label", "prices"),
        finding=basis.say("finding", "prices"),
        groups=(Group(blocks=(ListBlock(rows=rows, kind="prices"),)),),
    )


def _counted(basis: Basis, line: Bought) -> Iterator[ListRow]:
    for price in line.prices:
        facts = tuple(cited_fact("prices", row) for row in price.rows)
        for place, fact in enumerate(cited(basis, facts)):
            is_mean = place == 0 and len(price.rows) > 1
            mean = (basis.say("counted", "mean", usd=price.usd),) if is_mean else ()
            yield ListRow(says=(fact.text, *mean), source=fact.source)
        if price.factor != 1:
            yield ListRow(says=(basis.say("counted", "factor", factor=price.factor),))


def _guesses(job: JobBasis) -> Iterator[Block]:
    """Yield what we counted with where the owner said nothing, and what is always ours."""
    if comparison_of(job) is None:
        return
    says = [job.say("guess", name) for name in ("again", "reading", "learning")]
    yield ListBlock(rows=tuple(ListRow(says=(row,)) for row in says), kind="numbered")


PAGES: Mapping[str, Callable[[Basis], DocumentPage]] = {
    "evidence": evidence,
    "money": money,
    "pilot": pilot,
    "tune": tune,
    "scale": scale_page,
}
