"""Risks: who is harmed by what, and what guards against it."""

from collections.abc import Sequence

from catalog.formatting import capitalise, format_list, lower_first
from wizard.decision.vocabulary import Check, WrongResult
from wizard.plans.document.blocks import Answer, Group, Pair, PairsBlock, Section
from wizard.plans.document.part import Form, PartInWords

_BIGGEST = {
    WrongResult.HARM: "Somebody trusts a wrong {unit} and is hurt",
    WrongResult.LAW: "A wrong {unit} breaks a law or a contract",
    WrongResult.MONEY: "A wrong {unit} costs you money or a customer",
    WrongResult.NUISANCE: "A weak {unit} goes out and nobody notices",
}
_GUARDS = {
    Check.EVERY: "So a person reads every {unit} before it is used.",
    Check.SAMPLE: "So a person reads one in ten, and stops it when two in a row are wrong.",
    Check.NOBODY: "So the test has to be passed before it runs alone.",
}


def biggest_risk(parts: Sequence[PartInWords]) -> Answer:
    """Return the risk that stands on the first screen: that of the part where a wrong result does most."""
    if not parts:
        return Answer(key="risk", label="Biggest risk", big="A tool before a task")
    order = list(WrongResult)
    part = max(parts, key=lambda each: order.index(each.job.stakes))
    if part.form is Form.WRONG:
        return Answer(
            key="risk",
            label="Biggest risk",
            big="A likely answer is taken for the right one",
            fine="So nothing that generative AI writes is used for it.",
        )
    if part.form is Form.LIST:
        return Answer(
            key="risk",
            label="Biggest risk",
            big="AI changes a figure on its way",
            fine="So the program copies it from your list into the sentence.",
        )
    return Answer(
        key="risk",
        label="Biggest risk",
        big=_BIGGEST[part.job.stakes].format(unit=part.unit),
        fine=_GUARDS[part.check].format(unit=part.unit),
    )


def section(parts: Sequence[PartInWords]) -> Section:
    """Return the risks of all parts."""
    biggest = biggest_risk(parts)
    rows = [Pair(condition=biggest.big, consequence=biggest.fine)]
    named = dict.fromkeys(risk for part in parts if part.use_case is not None for risk in part.use_case.risks)
    rows += [Pair(condition=risk.label, consequence="Look at it in each case of the test.") for risk in named]
    finding = format_list([lower_first(risk.label) for risk in named]) or biggest.big
    return Section(
        key="risks",
        title="Risks",
        finding=f"{capitalise(finding)}.",
        groups=(Group(blocks=(PairsBlock(rows=tuple(rows)),)),),
    )
