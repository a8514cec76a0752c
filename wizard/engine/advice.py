"""What the shortlist says in words: which models to try and why these, and which are best at one thing."""

from collections.abc import Sequence

from catalog.formatting import capitalise, format_list, format_unit_cost, lower_first, spell_count
from catalog.vocabulary import Known
from wizard.engine.decision import Alternative, Fact, Reason, Told
from wizard.engine.ranking import Entry, cheapest_of, worth_naming
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Criterion, Importance


def weights_told(case: Case) -> Told:
    """Return the four weights as the owner gave them."""
    words = {
        Importance.MUST: "a must",
        Importance.NICE: "nice",
        Importance.NO_MATTER: "no matter",
        None: "left open",
    }
    weights = case.answers.weights
    return Told(
        question="weights",
        text=capitalise(format_list([f"{lower_first(c.label)} {words[getattr(weights, c)]}" for c in Criterion]) + "."),
    )


def advice(case: Case, entries: Sequence[Entry], tie: Sequence[Entry], advised: Sequence[str]) -> Reason | None:
    """Return which models to try, and why these: one that stands alone, or two of a tie."""
    tried = [entry for slug in advised for entry in tie if entry.model.slug == slug]
    if not tried:
        return None
    told = (weights_told(case),)
    if len(tie) == 1:
        text = _stands_alone(case, entries, tie[0])
        return Reason(text=text, told=told, rule="weights-and-ties", facts=_range_facts(tried))
    others = len(tie) - len(tried)
    more = f"; {spell_count(others)} more {'ties' if others == 1 else 'tie'} with them" if others else ""
    unknown = f" Too little is known to tell {'the rest' if others else 'them'} apart." if tie[0].not_known else ""
    names = format_list([entry.model.name for entry in tried])
    text = f"Try {names} for {case.need.result}{more}. {_why_these(*tried)}{unknown}"
    return Reason(text=text, told=told, rule="two-to-try", facts=_range_facts(tried))


def _stands_alone(case: Case, entries: Sequence[Entry], first: Entry) -> str:
    if len(entries) == 1:
        return f"{first.model.name} is the only one left for {case.need.result}."
    among = "" if first.not_known else " with known figures"
    return f"{first.model.name} comes first for {case.need.result}: no other model{among} reaches {first.low}."


def _why_these(best: Entry, second: Entry) -> str:
    """Return what each of the two is best at."""
    follows = "is the next with independent scores" if second.independent else "comes next"
    if best.usd is None:
        place = follows if second.usd is None else "is the cheapest with a stated price"
        return f"The middle of {best.model.name}’s range is the highest, {second.model.name} {place}."
    if second.usd is not None and second.usd < best.usd:
        return f"The middle of {best.model.name}’s range is the highest, {second.model.name} is the cheapest."
    return f"Of those that tie, {best.model.name} is best and cheapest; {second.model.name} {follows}."


def _range_facts(tried: Sequence[Entry]) -> tuple[Fact, ...]:
    """Return the facts behind the ranges of those to try; a model with none at all is cited for itself."""
    facts = [fact for entry in tried for mark in entry.marks[:2] for fact in mark.facts]
    if not facts:
        facts = [fact for entry in tried for mark in entry.marks for fact in mark.facts]
    return tuple(dict.fromkeys(facts))


def alternatives(case: Case, entries: Sequence[Entry]) -> tuple[Alternative, ...]:
    """Return the models that are best at one thing."""
    found: list[Alternative] = []
    named = worth_naming(entries)
    entry = cheapest_of(named)
    if entry is not None:
        text = f"{capitalise(format_unit_cost(entry.usd, case.need.unit, case.need.unit_plural))}. Range {entry.low} to {entry.high}."
        found.append(
            Alternative(label="Cheapest that passes", model=entry.model.slug, name=entry.model.name, text=text)
        )
    measured = [entry for entry in named if entry.measured]
    if measured:
        entry = min(measured, key=lambda row: (-_quality_middle(row), row.usd is None, row.usd or 0, row.model.slug))
        mark = entry.mark(Criterion.QUALITY)
        text = f"Quality {mark.low} to {mark.high}. {capitalise(format_unit_cost(entry.usd, case.need.unit, case.need.unit_plural))}."
        found.append(Alternative(label="Best quality", model=entry.model.slug, name=entry.model.name, text=text))
    own = [entry for entry in named if entry.model.self_hosting is Known.YES]
    if own:
        entry = own[0]
        text = f"Range {entry.low} to {entry.high}. {entry.model.licence or 'Licence not stated'}."
        found.append(
            Alternative(label="Can run on your own servers", model=entry.model.slug, name=entry.model.name, text=text)
        )
    return tuple(found)


def _quality_middle(entry: Entry) -> int:
    mark = entry.mark(Criterion.QUALITY)
    return mark.low + mark.high
