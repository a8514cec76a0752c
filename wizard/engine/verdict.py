"""The one sentence a plan is remembered by, and the paragraph under it."""

from decimal import Decimal

from catalog.vocabulary import Fit
from wizard.engine.decision import Part, Pilot, Scale
from wizard.engine.vocabulary import Outcome
from wizard.engine.words import article, listed, money, number
from wizard.engine.workload import Need


def verdict(outcome: Outcome, wanted: tuple[Need, ...], parts: tuple[Part, ...]) -> str:
    """Return what to use for what, and what is no job for generative AI."""
    kinds: dict[str, list[str]] = {}
    refused: list[str] = []
    for need, part in zip(wanted, parts, strict=True):
        if part.fit is Fit.NO:
            refused.append(need.result)
        else:
            kinds.setdefault(need.noun, []).append(need.result)
    if outcome is Outcome.NEITHER:
        return f"No generative AI for {listed(refused)}: leave it as it is."
    uses = [f"{article(noun.replace('models', 'model', 1))} for {listed(things)}" for noun, things in kinds.items()]
    opening = "Use both" if outcome is Outcome.BOTH else "Use"
    text = f"{opening}: {listed(uses)}." if outcome is Outcome.BOTH else f"{opening} {listed(uses)}."
    if refused:
        text += f" No generative AI for {listed(refused)}."
    return text


def lead(parts: tuple[Part, ...], trial: Pilot | None, everyday: Scale | None) -> str:
    """Return what the plan brings in the owner's units: time, money and where the money goes."""
    alive = [part for part in parts if part.chosen]
    if not alive:
        return "No model passes everything you asked for. Section 3 says which answer dropped them; change that answer and they come back."
    sentences: list[str] = []
    rows = {row.slug: row for row in everyday.costs} if everyday else {}
    minutes, total, fees = rows.get("minutes"), rows.get("total"), rows.get("fees")
    if minutes and minutes.likely is not None and minutes.today and everyday and "total" in rows:
        sentences.append(
            f"A month’s work should come down from {_hours(minutes.today)} to about {_hours(minutes.likely)}."
        )
    if total and total.likely is not None and total.today is not None:
        sentences.append(f"Its cost should go from {money(total.today)} to about {money(total.likely)}.")
    if fees and fees.likely is not None and total and total.likely:
        share = fees.likely / total.likely
        if share < Decimal("0.2"):
            sentences.append(
                f"Nearly all of that is a person’s time; the models cost about {money(fees.likely)} a month. So choose by how often a result must be redone, not by price."
            )
        else:
            sentences.append(f"The models cost about {money(fees.likely)} of that.")
    elif fees and fees.likely is not None:
        month = "a month" if fees.label.endswith("month") else "for each result"
        sentences.append(f"The models cost about {money(fees.likely)} {month}.")
    if trial is not None:
        sentences.append(f"A pilot of {number(trial.trials)} {_unit(trial, parts)} shows whether it holds.")
    return " ".join(sentences) or "What it brings in time and money is not known yet; the pilot measures it."


def _hours(minutes: Decimal) -> str:
    if minutes < 120:  # noqa: PLR2004 - two hours read better as minutes below and as hours above
        return f"{number(minutes)} minutes"
    return f"{number(minutes / 60)} hours"


def _unit(trial: Pilot, parts: tuple[Part, ...]) -> str:
    return next((part.unit_plural for part in parts if part.key == trial.part), "trials")
