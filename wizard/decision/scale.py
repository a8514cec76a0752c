"""Scale: in which order jobs go into daily work, and who uses which tool."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from catalog.schema import Catalog, group_pairs
from catalog.vocabulary import AdviceTopic
from wizard.decision import advice
from wizard.decision.answers import Answers, hours_by_hand
from wizard.decision.choices import RankedPart
from wizard.decision.decision import HandOff, Phase, Reason, Scale, Start, ToolUse, because
from wizard.decision.vocabulary import USED, Certainty, Joining, Kind, State, WrongResult

SIDE_BY_SIDE_WEEKS = 6  # ours: half of the work the new way, before all of it
_STAKES = (
    WrongResult.NUISANCE,
    WrongResult.MONEY,
    WrongResult.LAW,
    WrongResult.HARM,
)  # the harmless first
_SURE = (Certainty.CLEAR, Certainty.CLOSE, Certainty.THIN)
# Pairs of kinds that follow one another inside a job, in the order in which the work is done.
_INSIDE_A_JOB = (
    (Kind.TRANSCRIPTION, Kind.LANGUAGE),
    (Kind.LANGUAGE, Kind.IMAGE),
    (Kind.LANGUAGE, Kind.SPEECH),
    (Kind.IMAGE, Kind.VIDEO),
    (Kind.SPEECH, Kind.VIDEO),
    (Kind.LANGUAGE, Kind.VIDEO),
)


def scale(answers: Answers, catalog: Catalog, ranked: Sequence[RankedPart], on: date) -> Scale:
    """Return the way from the pilot to daily use; empty where no part has a tool or a list."""
    used = [each for each in ranked if each.part.state in USED]
    if not used:
        return Scale()
    starts = answers.starts(on)
    order = tuple(_order(answers, ranked, starts))
    return Scale(
        order=order,
        hand_offs=tuple(_hand_offs(answers, catalog, used)),
        tools=tuple(_tools(answers, catalog, used)),
        phases=tuple(_phases(catalog, on, starts)),
        reasons=tuple(dict.fromkeys(_reasons(order, used))),
    )


def _order(answers: Answers, ranked: Sequence[RankedPart], starts: date) -> Iterator[Start]:
    """Yield when each part goes into daily work: one job alone, then the others, those whose mistakes do harm last.

    The parts of a job start together, and so do jobs of equal stakes. One of which a part waits is not the first.
    """
    waiting = {each.part.job for each in ranked if each.part.state not in USED | {State.WRONG_TOOL}}
    used = [each for each in ranked if each.part.state in USED]
    of_job = {
        job: min(goes)
        for job, goes in group_pairs((each.part.job, _first_to_go(each)) for each in used).items()
    }
    ordered = sorted(used, key=lambda each: (each.part.job in waiting, of_job[each.part.job]))
    first = next(
        (each.part.job for each in ordered if each.part.job == answers.pilot_job),
        ordered[0].part.job,
    )
    waves = [
        first,
        *dict.fromkeys(each.task.job.stakes for each in ordered if each.part.job != first),
    ]
    for place, wave in enumerate(waves):
        for each in ordered:
            if wave in {each.part.job, each.task.job.stakes if each.part.job != first else None}:
                yield Start(
                    part=each.part.key, begins=starts + timedelta(weeks=SIDE_BY_SIDE_WEEKS * place)
                )


def _first_to_go(each: RankedPart) -> tuple[int, int, float, str]:
    """Return a key: what does least damage first, then the surer, then what takes most hours by hand."""
    return (
        _STAKES.index(each.task.job.stakes),
        _SURE.index(each.part.certainty),
        -hours_by_hand(each.task.job),
        each.part.job,
    )


def _reasons(order: Sequence[Start], used: Sequence[RankedPart]) -> Iterator[Reason]:
    """Yield why this order, and who releases what."""
    by_key = {each.part.key: each for each in used}
    first = by_key[order[0].part]
    others = [each for each in used if each.part.job != first.part.job]
    if others:
        levels, level = (
            {_STAKES.index(each.task.job.stakes) for each in others},
            _STAKES.index(first.task.job.stakes),
        )
        least = max(levels) > level <= min(levels)
        rule, part = "starts-with-least-damage" if least else "starts-with-one", first.part
        yield because(
            rule,
            "wrong_result",
            "minutes",
            "pilot_job",
            unit_plural=part.unit_plural,
            task=part.key,
        )
    for part in (each.part for each in used):
        if part.pilot is not None:
            rule, releaser = f"released-{part.pilot.release}", part.pilot.releaser.value
            yield because(
                rule, "check", "wrong_result", unit_plural=part.unit_plural, releaser=releaser
            )


def _hand_offs(answers: Answers, catalog: Catalog, used: Sequence[RankedPart]) -> Iterator[HandOff]:
    """Yield where one result goes into the next: inside a job by kind, between jobs where the owner joins them."""
    by_job = [
        dict(kinds)
        for kinds in group_pairs((each.part.job, (each.part.kind, each)) for each in used).values()
    ]
    for parts in by_job:
        for before, after in _INSIDE_A_JOB:
            through_speech = (before, after) == (Kind.LANGUAGE, Kind.VIDEO) and {
                Kind.SPEECH,
                Kind.IMAGE,
            } & set(parts)
            if before in parts and after in parts and not through_speech:
                yield from _hand_off(catalog, parts[before], parts[after], f"{before}-{after}")
    if answers.joining is Joining.TOGETHER:
        for earlier, later in pairwise(by_job):
            yield from _hand_off(
                catalog, list(earlier.values())[-1], next(iter(later.values())), "next-step"
            )


def _hand_off(
    catalog: Catalog, before: RankedPart, after: RankedPart, subject: str
) -> Iterator[HandOff]:
    row = advice.find(catalog, AdviceTopic.HAND_OFF, subject) or advice.find(
        catalog, AdviceTopic.HAND_OFF, "next-step"
    )
    if row is not None:
        yield HandOff(before=before.part.key, after=after.part.key, advice=row.slug)


def _tools(answers: Answers, catalog: Catalog, used: Sequence[RankedPart]) -> Iterator[ToolUse]:
    """Yield each model or app that the plan names once, with the parts it serves and who works with it."""
    served: dict[tuple[str, str], list[RankedPart]] = {}
    for each in used:
        kind, name = each.part.named
        if each.part.state is State.UNMEASURED and kind == "state" and len(each.part.to_try) == 1:
            kind, name = "model", each.part.to_try[0].model
        if kind in {"model", "app_plan"}:
            served.setdefault((kind, name), []).append(each)
    for (kind, name), ranked in served.items():
        cases = [each.task.use_case for each in ranked if each.task.use_case is not None]
        media = {each.part.medium for each in ranked}
        yield ToolUse(
            model=name if kind == "model" else "",
            app_plan=name if kind == "app_plan" else "",
            parts=tuple(each.part.key for each in ranked),
            roles=tuple(
                role.slug
                for role in catalog.job_roles
                if role.slug in answers.roles and media & set(role.media)
            ),
            departments=tuple(dict.fromkeys(case.department for case in cases if case.department)),
        )


def _phases(catalog: Catalog, on: date, starts: date) -> Iterator[Phase]:
    """Yield the stretches of the way, with their days; those that are over before they begin are left out."""
    side = starts + timedelta(weeks=SIDE_BY_SIDE_WEEKS)
    spans: tuple[tuple[str, date, date | None], ...] = (
        ("get-ready", on, starts),
        ("pilot", starts, starts),
        ("side-by-side", starts, side),
        ("daily-use", side, None),
    )
    for subject, begins, ends in spans:
        row = advice.find(catalog, AdviceTopic.PHASE, subject)
        if row is not None and (subject != "get-ready" or begins < starts):
            yield Phase(advice=row.slug, begins=begins, ends=ends)
