"""The one sentence a plan is remembered by, and the paragraph under it."""

from decimal import Decimal

from catalog.formatting import (
    CENT,
    format_list,
    format_minutes,
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
        if need.result not in things:
            things.append(need.result)
    if outcome is Outcome.NEITHER:
        return f"No generative AI for {format_list(refused)}: leave it as it is."
    opening = "Use both:" if outcome is Outcome.BOTH else "Use"
    text = f"{opening} {format_list([_use(noun, things) for noun, things in kinds.items()])}."
    if refused:
        text += f" No generative AI for {format_list(refused)}."
    return text


def _use(noun: str, things: list[str]) -> str:
    one = with_article(singular(noun))
    return one if noun == TRANSCRIPT_NOUN else f"{one} for {format_list(things)}"


def lead(parts: tuple[Part, ...], trial: Pilot | None, everyday: Scale | None) -> str:
    """Return what the plan brings in the owner's units: time, money and where the money goes."""
    alive = [part for part in parts if part.chosen]
    if not alive:
        return "No model passes everything you asked for. Section 3 says which answer dropped them; change that answer and they come back."
    sentences = [*(_money_words(everyday) or _single_words(alive)), _pilot_words(trial, parts)]
    return " ".join(filter(None, sentences)) or "What it brings in time and money is not known; the pilot measures it."


def _money_words(everyday: Scale | None) -> list[str]:
    """Return what a month brings in time and money, as far as it can be reckoned."""
    rows = {row.slug: row for row in everyday.costs} if everyday else {}
    minutes, total, fees = rows.get("minutes"), rows.get("total"), rows.get("fees")
    if total is None:  # without a month
        return []
    found: list[str] = []
    if minutes and minutes.likely is not None and minutes.today:
        found.append(_time_words(minutes.today, minutes.likely))
    if total.likely is not None and total.today and max(total.likely, total.today) >= CENT:
        verb = "go from" if total.likely <= total.today else "rise from"
        found.append(f"Its cost should {verb} {format_money(total.today)} to {_fees(total.likely)}.")
    if fees is None or fees.likely is None:
        return found
    if total.likely and fees.likely / total.likely < SMALL_SHARE:
        found.append(
            f"Nearly all of {'that' if total.today else 'the cost'} is a person’s time; "
            f"the models cost {_fees(fees.likely)} a month. "
            "So choose by how often a result must be redone, not by price."
        )
    else:
        found.append(f"The models cost {_fees(fees.likely)} a month.")
    return found


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


def _time_words(today: Decimal, likely: Decimal) -> str:
    if not likely:
        return f"A month’s work takes {format_minutes(today)} of a person’s time today, and none by this plan."
    if likely < today:
        return f"A month’s work should come down from {format_minutes(today)} to about {format_minutes(likely)}."
    return (
        f"A month’s work takes {format_minutes(today)} today and would take about {format_minutes(likely)} of checking."
    )


def _pilot_words(trial: Pilot | None, parts: tuple[Part, ...]) -> str:
    if trial is None:
        return ""
    unit = next((part.unit_plural for part in parts if part.key == trial.part), "trials")
    if trial.expected is not None and trial.expected < trial.trials:
        return f"A pilot shows whether it holds. It needs {format_rounded(trial.trials)} {unit}, more than come up in its weeks."
    return f"A pilot of {format_rounded(trial.trials)} {unit} shows whether it holds."
