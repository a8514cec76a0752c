"""The ladder of adaptation: which rung to take now, which next, and which the chosen model does not allow."""

from collections.abc import Sequence

from catalog.formatting import capitalise, format_day, format_list, lower_first
from catalog.schema import Tuning
from catalog.vocabulary import Available, Branch, Known, Medium
from wizard.engine import cite
from wizard.engine.decision import Fact, Ladder, Part, Reason, Step, Told
from wizard.engine.requirements import Case
from wizard.engine.rungs import LANGUAGE_LADDER, PICTURE_LADDER, SOUND_LADDER, Ask, RungRule, host_of
from wizard.engine.vocabulary import Rung, RungState, Symptom
from wizard.engine.workload import Need


def ladders(cases: Sequence[Case], parts: Sequence[Part]) -> tuple[Ladder, ...]:
    """Return the ladder of each part that has a model, rungs in the order of trying."""
    found: list[Ladder] = []
    for case, part in zip(cases, parts, strict=True):
        if part.chosen is None or case.need.transcript:
            continue
        model = case.catalog.model[part.chosen]
        steps = _steps(Ask(case=case, part=part, model=model))
        found.append(Ladder(part=part.key, name=part.name, model=model.name, steps=steps))
    return tuple(found)


def _rules(need: Need) -> tuple[RungRule, ...]:
    if need.branch is Branch.LANGUAGE:
        return LANGUAGE_LADDER
    return SOUND_LADDER if need.medium in {Medium.SPEECH, Medium.MUSIC} else PICTURE_LADDER


def _steps(ask: Ask) -> tuple[Step, ...]:
    steps: list[Step] = []
    called = 0
    for rule in _rules(ask.need):
        wanted = [symptom for symptom in ask.answers.symptoms if symptom in rule.symptoms]
        allowed, allowed_text, proof = _allowed(ask, rule)
        if rule.rung is Rung.INSTRUCTIONS:
            state = RungState.NOW
        elif allowed is Known.NO:
            state = RungState.BLOCKED
        elif wanted:
            state = RungState.NEXT
            called += 1
        else:
            state = RungState.LATER
        steps.append(
            Step(
                rung=rule.rung,
                state=state,
                title=rule.rung.label,
                text=rule.text,
                needs=rule.needs(ask),
                costs=rule.costs(ask),
                allowed=allowed,
                allowed_text=allowed_text,
                stop=rule.stop,
                reasons=_reasons(ask, rule, wanted, proof),
            )
        )
    return tuple(steps)


def _allowed(ask: Ask, rule: RungRule) -> tuple[Known, str, tuple[Fact, ...]]:
    """Return whether the chosen model allows a rung, in words, and the rows that say so."""
    if not rule.ways:
        return Known.YES, "Every model allows it.", ()
    rows = ask.tunings(rule.ways)
    open_rows = [row for row in rows if row.available is Available.YES and not _over(ask, row)]
    if open_rows:
        hosts = format_list(sorted({host_of(ask, row) for row in open_rows}))
        ends = [row for row in open_rows if row.ends]
        until = f", until {format_day(ends[0].ends)}" if ends and ends[0].ends else ""
        facts = tuple(cite.of_tuning(ask.catalog, row) for row in open_rows[:2])
        return Known.YES, f"At {hosts}{until}.", facts
    if rows:
        unclear = any(row.available is Available.UNCLEAR for row in rows)
        row = next((row for row in rows if row.available is Available.UNCLEAR), rows[0])
        words = f"{'Ended' if _over(ask, row) else row.available.label} at {host_of(ask, row)}. {row.note}".strip()
        facts = tuple(cite.of_tuning(ask.catalog, row) for row in dict.fromkeys((row, *rows[:2])))
        return Known.UNKNOWN if unclear else Known.NO, words, facts
    if rule.rung is Rung.FINE_TUNING and ask.model.tuning is not Known.UNKNOWN:
        text = f"{ask.model.name}: tuning {ask.model.tuning.label.lower()}."
        return ask.model.tuning, text, (cite.of_model(ask.catalog, ask.model, "tuning", text),)
    if rule.rung is Rung.FINE_TUNING and ask.model.open_weights is Known.YES:
        text = f"{ask.model.name} can be downloaded, so it can be tuned on servers of your own."
        return Known.YES, text, (cite.of_model(ask.catalog, ask.model, "weights", text),)
    return Known.UNKNOWN, "Not stated on any page we read. Ask before you plan on it.", ()


def _over(ask: Ask, row: Tuning) -> bool:
    """Return whether an offer to tune is gone by the day of the plan."""
    return row.ends is not None and row.ends <= ask.case.on


def _reasons(ask: Ask, rule: RungRule, wanted: list[Symptom], proof: tuple[Fact, ...]) -> tuple[Reason, ...]:
    """Return why the rung stands where it stands: the sourced statements on it, and what the model allows."""
    told = Told(
        question="symptoms",
        text=f"{capitalise(format_list([lower_first(symptom.label) for symptom in wanted]))}."
        if wanted
        else "You named nothing that calls for it.",
    )
    ladder_rule = "ladder-order" if ask.need.branch is Branch.LANGUAGE else "media-ladder"
    reasons = [
        Reason(
            text=row.statement,
            told=(told,),
            rule="symptom-names-rung" if wanted else ladder_rule,
            facts=(cite.of_guidance(ask.catalog, row),),
        )
        for row in ask.guidance(rule.topic)
    ]
    if proof:
        picked = Told(question="choice", text=f"{ask.model.name} for {ask.need.result}.")
        reasons.append(Reason(text=proof[0].text, told=(picked,), rule=ladder_rule, facts=proof))
    return tuple(reasons)
