"""Risks: who is harmed by what, and what guards against it."""

from collections.abc import Sequence

from catalog.formatting import capitalise, lower_first
from catalog.schema import Catalog
from wizard.decision.decision import Decision
from wizard.decision.vocabulary import WrongResult
from wizard.plans.document.blocks import Link, ListBlock, ListRow, Section, section
from wizard.plans.document.part import Form, PartInWords
from wizard.plans.document.words import TEXTS

ANYWAY = "risk-wrong-tool-anyway"  # the row of advice for what is left as it is
MOST_TITLES = 3
MOST_SHOWN, MOST_SHOWN_OF_SEVERAL = 4, 3  # all of them stand in the evidence

_BIGGEST = TEXTS["biggest"]
_GUARDS = TEXTS["guards"]


def biggest_risk(
    decision: Decision, parts: Sequence[PartInWords], catalog: Catalog
) -> tuple[str, str]:
    """Return the risk that stands on the first screen, and its guard: that of the part where a wrong result does most."""
    anyway = catalog.advice_row.get(ANYWAY)
    if anyway is not None and parts and all(part.form is Form.LEAVE for part in parts):
        return anyway.text.rstrip("."), "Say what may never be sent."
    if decision.risks:
        done = {part.part.key for part in parts if part.advised or part.pilot is not None}
        # What is not done harms nobody, so the risks of what is done come first.
        first = next(
            (risk for risk in decision.risks if not risk.parts or done & set(risk.parts)),
            decision.risks[0],
        )
        row = catalog.advice_row[first.advice]
        return row.text.rstrip("."), row.action
    if not parts:
        return "A tool before a task", ""
    order = list(WrongResult)
    part = max(parts, key=lambda each: order.index(each.job.stakes))
    if part.form is Form.WRONG:
        return (
            "A likely answer is taken for the right one",
            "So nothing that generative AI writes is used for it.",
        )
    if part.form is Form.LIST:
        return (
            "AI changes a figure on its way",
            "So the program copies it from your list into the sentence.",
        )
    return _BIGGEST[part.job.stakes].format(unit=part.short_unit), _GUARDS[part.check].format(
        unit=part.short_unit
    )


def risk_section(decision: Decision, parts: Sequence[PartInWords], catalog: Catalog) -> Section:
    """Return the risks of all parts: who is harmed by what, and what guards against it."""
    rows = [catalog.advice_row[risk.advice] for risk in decision.risks]
    found = [
        ListRow(label=row.text, text=row.action)
        for row in rows[: MOST_SHOWN if len(parts) == 1 else MOST_SHOWN_OF_SEVERAL]
    ]
    once: dict[str, str] = {}
    for risk, row in zip(decision.risks, rows, strict=True):
        once.setdefault(risk.risk, lower_first(row.title))
    titles = [*once.values()][:MOST_TITLES]
    if not rows:
        big, guard = biggest_risk(decision, parts, catalog)
        found, titles = [ListRow(label=f"{big}.", text=guard)], [big]
    more = Link(text="What each rests on", address="evidence/#risks")
    shown = ListBlock(kind="pairs", rows=tuple(found))
    return section("risks", "Risks", f"{capitalise('; '.join(titles))}.", shown, more=more)
