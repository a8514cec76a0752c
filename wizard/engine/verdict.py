"""The one sentence a plan is remembered by, and the paragraph under it."""

from collections.abc import Mapping
from decimal import Decimal

from catalog.formatting import (
    CENT,
    format_list,
    format_money,
    format_rounded,
    format_unit_cost,
    singular,
    with_article,
)
from catalog.vocabulary import Fit
from wizard.engine.decision import Part, Pilot, Scale
from wizard.engine.vocabulary import Outcome
from wizard.engine.workload import TRANSCRIPT_NOUN, Need

SMALL_SHARE = Decimal("0.1")  # below it, model fees are lost beside a person's time


def verdict(outcome: Outcome, wanted: tuple[Need, ...], parts: tuple[Part, ...]) -> str:
    """Return what to use for what, and what is no job for generative AI."""
    kinds: dict[str, list[str]] = {}
    refused: list[str] = []
    for need, part in zip(wanted, parts, strict=True):
        things = refused if part.fit is Fit.NO else kinds.setdefault(need.noun, [])
        whole = need.use_case.result if need.use_case else ""
        thing = f"the {whole}" if whole else need.result
        if thing not in things:
            things.append(thing)
    if outcome is Outcome.NEITHER:
        return f"No generative AI for {format_list(refused)}: leave it as it is."
    opening = "Use both:" if outcome is Outcome.BOTH else "Use"
    text = f"{opening} {_uses(kinds)}."
    if refused:
        text += f" No generative AI for {format_list(refused)}."
    return text


def _uses(kinds: Mapping[str, list[str]]) -> str:
    """Return each kind of model with what it is for; kinds that are for the same things are named together."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for noun, things in kinds.items():
        alike.setdefault(() if noun == TRANSCRIPT_NOUN else tuple(things), []).append(with_article(singular(noun)))
    return format_list(
        [
            f"{format_list(nouns)} for {format_list(list(things))}" if things else format_list(nouns)
            for things, nouns in alike.items()
        ]
    )


def lead(parts: tuple[Part, ...], trial: Pilot | None, everyday: Scale | None) -> str:
    """Return what the models cost, which jobs have none, and what the pilot takes. What it saves nobody knows yet."""
    alive = [part for part in parts if part.chosen]
    if not alive:
        return NONE_FITS
    without = [part.name for part in parts if not part.chosen and part.fit is not Fit.NO]
    sentences = [*(_fee_words(everyday) or _single_words(alive)), *map(_without, without), _pilot_words(trial, parts)]
    return " ".join(filter(None, sentences)) or "What it brings in time and money is not known; the pilot measures it."


NONE_FITS = (
    "No model is known to meet everything you asked for. The shortlist says which answer dropped the others, "
    "and what to ask about those that may meet it."
)


def _without(name: str) -> str:
    return f"For {name} no model is known to meet everything you asked for."


def _fee_words(everyday: Scale | None) -> list[str]:
    """Return what the models cost a month, where a month is known."""
    fees = next((row.likely for row in everyday.costs if row.slug == "fees"), None) if everyday else None
    return [] if fees is None else [f"The models cost {_fees(fees)} a month."]


def _single_words(alive: list[Part]) -> list[str]:
    """Return what one result costs, where no month can be reckoned and one model makes it."""
    if len(alive) != 1:
        return []
    part = alive[0]
    chosen = part.candidate(part.chosen)
    if chosen is None or chosen.unit_usd is None:
        return []
    return [f"The model costs about {format_unit_cost(chosen.unit_usd, part.unit, part.unit_plural)}."]


def _fees(usd: Decimal) -> str:
    return f"about {format_money(usd)}" if usd == 0 or usd >= CENT else "less than a cent"


def _pilot_words(trial: Pilot | None, parts: tuple[Part, ...]) -> str:
    if trial is None:
        return ""
    unit = next((part.unit_plural for part in parts if part.key == trial.part), "trials")
    if trial.expected is not None and trial.expected < trial.trials:
        return f"A pilot shows whether it holds. It needs {format_rounded(trial.trials)} {unit}, more than come up in its weeks."
    return f"A pilot of {format_rounded(trial.trials)} {unit} shows whether it holds."
