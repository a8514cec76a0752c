"""The pages below a plan, each one click away, by the keys of their addresses."""

from collections.abc import Callable, Iterator, Mapping

from wizard.decision.bill import Bought
from wizard.decision.trail import cited_fact
from wizard.document.basis import Basis
from wizard.document.blocks import Block, DocumentPage, ListBlock, ListRow
from wizard.document.counted import measured_in_test
from wizard.document.evidence import evidence
from wizard.document.folding import fold, listed, page_of_sections, section_of
from wizard.document.money import figures, finding_of_money
from wizard.document.picture import picture
from wizard.document.protocol import pilot
from wizard.document.scaling import scale_page
from wizard.document.trails import cited
from wizard.document.tuning import tune


def money(basis: Basis) -> DocumentPage:
    """Return every figure: what is paid, the parts of the sum, the prices counted, and our guesses."""
    return page_of_sections(
        basis,
        "money",
        section_of(basis, "bill", *_bill(basis)),
        fold(basis, "figures", figures),
        section_of(basis, "prices", *_prices(basis)),
        section_of(basis, "guesses", *_guesses(basis)),
        finding=finding_of_money(basis),
        picture=picture(basis),
    )


def _bill(basis: Basis) -> Iterator[ListBlock]:
    """Yield what is bought, each tool once."""
    rows = tuple(_bought(basis, line) for line in basis.decision.bill)
    if rows:
        yield ListBlock(rows=rows)


def _bought(basis: Basis, line: Bought) -> ListRow:
    jobs = [basis.job_of[key].say("kicker", "job") for key in line.jobs]
    how = basis.say("bill", _how_paid(line), usd=line.usd)
    return ListRow(
        label=basis.names.tool(line.tool), says=(how, basis.say("bill", "jobs", jobs=jobs))
    )


def _how_paid(line: Bought) -> str:
    """Return the name of the sentence on when a line is paid."""
    if line.paid and not line.usd:
        return "paid"
    if line.once:
        return "once"
    return "by-the-year" if line.by_the_year else "monthly"


def _prices(basis: Basis) -> Iterator[ListBlock]:
    """Yield the prices that were counted, each as its source states it, with those announced for the year."""
    rows = tuple(row for line in basis.decision.bill for row in _counted(basis, line))
    if rows:
        yield ListBlock(rows=rows, kind="prices")


def _counted(basis: Basis, line: Bought) -> Iterator[ListRow]:
    for price in line.prices:
        facts = tuple(cited_fact("prices", row) for row in price.rows)
        for place, fact in enumerate(cited(basis, facts)):
            is_mean = place == 0 and len(price.rows) > 1
            mean = (basis.say("counted", "mean", usd=price.usd),) if is_mean else ()
            yield ListRow(says=(fact.text, *mean), source=fact.source)
        if price.factor != 1:
            yield ListRow(says=(basis.say("counted", "factor", factor=price.factor),))


def _guesses(basis: Basis) -> Iterator[Block]:
    """Yield what is ours, each once, then what a test measured in its place."""
    jobs = [job for job in basis.jobs if job.comparison is not None]
    says = [job.say("guess", name) for job in jobs for name in ("again", "reading", "learning")]
    says += [sentence for job in jobs for sentence in measured_in_test(job)]
    if says:
        yield listed(dict.fromkeys(says))


PAGES: Mapping[str, Callable[[Basis], DocumentPage]] = {
    "evidence": evidence,
    "money": money,
    "pilot": pilot,
    "tune": tune,
    "scale": scale_page,
}
