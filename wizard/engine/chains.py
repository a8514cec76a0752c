"""The outputs as chains of models and people, with what passes each check and who steps in."""

from collections.abc import Sequence

from catalog.vocabulary import Fit
from wizard.engine.answers import Answers
from wizard.engine.decision import Assumptions, Chain, Link, Part
from wizard.engine.lanes import Lane, tenth, whole
from wizard.engine.vocabulary import Check, Joining
from wizard.engine.whatif import Run, run, what_ifs


def chains(answers: Answers, lanes: Sequence[Lane], assumed: Assumptions) -> tuple[Chain, ...]:
    """Return one chain for all that makes one piece of work, or one for each output."""
    if answers.joining is Joining.TOGETHER:
        return (_chain(answers, "One piece of work", lanes, assumed),)
    outputs = list(dict.fromkeys(lane.part.output for lane in lanes))
    groups = [[lane for lane in lanes if lane.part.output == output] for output in outputs]
    return tuple(_chain(answers, _group_name(group), group, assumed) for group in groups)


def _group_name(group: Sequence[Lane]) -> str:
    need = group[0].need
    return need.use_case.name if need.use_case else need.name


def _chain(answers: Answers, name: str, lanes: Sequence[Lane], assumed: Assumptions) -> Chain:
    weakest = _weakest(lanes)
    links: list[Link] = []
    for lane in lanes:
        links.append(_making(lane))
        if not lane.need.transcript and answers.check is not Check.NOBODY:
            links.append(_checking(answers, lane, weakest=lane is weakest))
    lines = {line.part: line for line in assumed.lines}
    own = [lines[lane.part.key] for lane in lanes]
    found = run(assumed, own)
    checked = [lane for lane in lanes if not lane.need.transcript]
    turned = weakest or (checked[0] if checked else None)
    return Chain(
        name=name,
        links=tuple(links),
        first_pass_percent=whole(found.first_pass * 100),
        fallbacks=tuple(filter(None, (_fallback(lane.part) for lane in lanes))),
        through_percent=tenth(found.through * 100),
        minutes=found.minutes,
        usd=found.usd,
        weakest=_weakest_words(weakest, found) if weakest else "",
        what_ifs=what_ifs(assumed, own, lines[turned.part.key]) if turned else (),
    )


def _weakest_words(lane: Lane, found: Run) -> str:
    """Return what the weakest hand-off takes away: without its loss so many more pass at the first try."""
    without = found.first_pass / lane.accepted.likely
    return (
        f"The weakest hand-off is the check of {lane.need.result}: were nothing lost there, {whole(without * 100)} of 100 "
        f"would pass at the first try instead of {whole(found.first_pass * 100)}."
    )


def _weakest(lanes: Sequence[Lane]) -> Lane | None:
    """Return the hand-off that most is expected to fail at: by share accepted, then by what the matrix says."""
    checked = [lane for lane in lanes if not lane.need.transcript]
    strength = [(lane.accepted.likely, lane.part.fit is Fit.YES) for lane in checked]
    return checked[strength.index(min(strength))] if len(set(strength)) > 1 else None


def _making(lane: Lane) -> Link:
    need = lane.need
    made = "Write down the speech" if need.transcript else need.name if need.named_by_owner else f"Make {need.result}"
    candidate = lane.part.candidate(lane.part.chosen)
    return Link(title=made, who=candidate.name if candidate else "")


def _checking(answers: Answers, lane: Lane, *, weakest: bool) -> Link:
    """Return a person's station; minutes are a mean over all results, those of a sample too."""
    minutes = lane.checking
    return Link(
        title=f"Check {'a sample of ' if answers.check is Check.SAMPLE else ''}{lane.need.result}",
        who="a person",
        minutes_low=tenth(minutes.low) if minutes else None,
        minutes_likely=tenth(minutes.likely) if minutes else None,
        minutes_high=tenth(minutes.high) if minutes else None,
        passes_percent=whole(lane.accepted.likely * 100),
        weakest=weakest,
    )


def _fallback(part: Part) -> str:
    chosen, spare = part.candidate(part.chosen), part.candidate(part.runner_up)
    if chosen is None:
        return ""
    if spare is None:
        return f"If {chosen.name} is down: no other model is left on your terms. Do it by hand."
    return f"If {chosen.name} is down: {spare.name}."
