"""Risks: what can go wrong, the biggest first. The rules find the subjects; rows of advice say who is harmed by what."""

from collections.abc import Iterator, Mapping, Sequence

from catalog.schema import Advice, Catalog, group_pairs
from catalog.vocabulary import AdviceTopic, Material, Medium, Risk
from wizard.decision import advice
from wizard.decision.answers import per_month
from wizard.decision.choices import RankedPart
from wizard.decision.decision import Fact, Reason, RiskAdvice, because
from wizard.decision.tasks import HIGH_RISK_USE, Task, check_of
from wizard.decision.vocabulary import (
    SHOWS_SOMEBODY,
    USED,
    Check,
    Kind,
    Place,
    State,
    Way,
    WrongResult,
)
from wizard.own_words import FORBIDDEN, MAY_BE_HIGH_RISK, TRANSLATION, UNDER_SECRECY, meant_by

# Ours: from so many results a month on, reading each of them becomes a routine in which mistakes pass.
ROUTINE_FROM = 200
MOST_STATEMENTS = 2
UNDER_SECRECY_TRADES = frozenset(
    {"healthcare", "legal"}
)  # whose people owe secrecy by their profession

# What every result of a kind carries, whatever it is for.
BY_KIND: Mapping[Kind, frozenset[Risk]] = {
    Kind.LANGUAGE: frozenset({Risk.FACTUAL_ERRORS}),
    Kind.TRANSCRIPTION: frozenset({Risk.FACTUAL_ERRORS}),
    Kind.IMAGE: frozenset({Risk.COPYRIGHT}),
    Kind.VIDEO: frozenset({Risk.COPYRIGHT, Risk.DEEPFAKE}),
    Kind.SPEECH: frozenset({Risk.DEEPFAKE}),
    Kind.MUSIC: frozenset({Risk.COPYRIGHT}),
    Kind.SHAPE: frozenset({Risk.COPYRIGHT}),
}
BY_MATERIAL: Mapping[Material, Risk] = {
    Material.PERSONAL: Risk.PERSONAL_DATA,
    Material.CONFIDENTIAL: Risk.CONFIDENTIAL_DATA,
    Material.CODE: Risk.CONFIDENTIAL_DATA,
}
WRONG_ROW = "wrong-row"  # of a list from which a program copies, so that no person reads it first
# What comes before everything else: what the law forbids, or may call high-risk.
FIRST = frozenset({HIGH_RISK_USE, MAY_BE_HIGH_RISK, *FORBIDDEN})
# What a wrong result itself does: where the owner named harm or a law, these come before everything else.
OUTCOMES = frozenset(
    {
        Risk.SAFETY,
        WRONG_ROW,
        "breach-of-law",
        Risk.REGULATED_ADVICE,
        Risk.DISCRIMINATION,
        Risk.DEEPFAKE,
        Risk.CONTRACT_ERROR,
        Risk.MISLEADING_PICTURE,
    }
)
# Risks by which a wrong result breaks a law or a contract; where none applies a general one is named.
OF_LAW = frozenset({Risk.REGULATED_ADVICE, Risk.DISCRIMINATION, Risk.CONTRACT_ERROR, Risk.DEEPFAKE})
ANSWERS: Mapping[str, str] = {
    Risk.SAFETY: "wrong_result",
    "breach-of-law": "wrong_result",
    "nobody-checks": "check",
    "routine": "check",
    Risk.PERSONAL_DATA: "material",
    Risk.CONFIDENTIAL_DATA: "material",
    "professional-secrecy": "material",
    "seller-terms": "material",
    "private-accounts": "use",
    "outside-the-eu": "place",
    "own-machine": "place",
    "wrong-tool-anyway": "exactness",
    "list-out-of-date": "exactness",
    WRONG_ROW: "exactness",
}


def risks(catalog: Catalog, ranked: Sequence[RankedPart]) -> tuple[RiskAdvice, ...]:
    """Return what can go wrong, the biggest first. Where there is something to make it is never empty."""
    wanted = ((each, subject) for each in ranked for subject in sorted(_subjects(each)))
    worded = (
        (advice.find(catalog, AdviceTopic.RISK, subject, each.task), each)
        for each, subject in wanted
    )
    bearing = group_pairs((row, each) for row, each in worded if row is not None)
    return tuple(
        _advice(catalog, row, bearing[row])
        for row in sorted(bearing, key=lambda row: _order(row, bearing[row]))
    )


def _order(row: Advice, bearing: Sequence[RankedPart]) -> tuple[bool, bool, bool, int, str]:
    """Return what the law forbids or calls high-risk first, then harm, what own words name, and the editors' order."""
    tasks = [each.task for each in bearing]
    harms = row.subject in OUTCOMES and any(task.job.stakes.severe for task in tasks)
    nuisances = (
        task.job.stakes is WrongResult.NUISANCE and Risk.SAFETY not in task.named for task in tasks
    )
    hurts = row.subject == Risk.SAFETY and not all(nuisances)
    named = row.subject != TRANSLATION and any(row.subject in task.named for task in tasks)
    return (row.subject not in FIRST, not (harms or hurts), not named, row.position, row.slug)


def unsaid_harm(ranked: Sequence[RankedPart], found: Sequence[RiskAdvice]) -> Iterator[Reason]:
    """Yield where something could hurt somebody and the owner named neither harm nor a law."""
    severe = {each.part.key for each in ranked if each.task.job.stakes.severe}
    keys = (
        key for risk in found if risk.risk == Risk.SAFETY for key in risk.parts if key not in severe
    )
    for key in dict.fromkeys(keys):
        yield because("say-if-it-could-harm", "wrong_result", task=key)


def _subjects(each: RankedPart) -> frozenset[str]:
    """Return the subjects of everything that can go wrong with one part."""
    task, part = each.task, each.part
    if part.state is State.WRONG_TOOL:
        return frozenset({*(task.risks & FIRST), "wrong-tool-anyway"})
    listed = {"list-out-of-date"} if part.state is State.LIST else set()
    if part.list_alone:
        return frozenset({*(task.risks & FIRST), *listed})
    carried = _of_the_result(task)
    effect = {WRONG_ROW} if part.copied else set(_of_the_stakes(task, carried))
    return frozenset(
        {
            *(carried - {Risk.SAFETY} if part.copied else carried),
            *listed,
            *effect,
            *_of_the_way(each),
        }
    )


def _of_the_result(task: Task) -> frozenset[str]:
    """Return what the result carries: by its use case, its kind and medium, the owner's own words, the material."""
    by_kind = BY_KIND[task.kind] if task.medium is not Medium.CODE else frozenset({Risk.SECURITY})
    material = task.material if task.use_case is not None else task.job.material or ()
    return frozenset(
        {*task.risks, *by_kind, *(BY_MATERIAL[each] for each in material if each in BY_MATERIAL)}
    )


def _of_the_stakes(task: Task, carried: frozenset[str]) -> Iterator[str]:
    """Yield what the owner named as the effect of a wrong result."""
    if task.job.stakes is WrongResult.HARM:
        yield Risk.SAFETY
    if task.job.stakes is WrongResult.LAW and not carried & OF_LAW:
        yield "breach-of-law"


def _of_the_way(each: RankedPart) -> Iterator[str]:
    """Yield what comes with how it is checked, bought and placed. A machine of one's own has no seller with terms."""
    case, task, part = each.case, each.task, each.part
    check, place = check_of(case.answers, task), case.place
    if check is Check.NOBODY and part.state is not State.LIST:
        yield "nobody-checks"
    bought = part.state in USED
    if bought and check is Check.EVERY and per_month(task.job) >= ROUTINE_FROM:
        yield "routine"
    if task.kind in SHOWS_SOMEBODY:
        yield "marking"
    if not case.drafts:
        yield "talks-to-a-machine"  # its rows name the use cases in which somebody talks to one
    on_machine = part.pick is not None and part.pick.machine is not None and part.seat is None
    if place is Place.OWN_SERVERS or on_machine:
        yield "own-machine"
        return
    if not bought:
        return
    if place is Place.EU:
        yield "outside-the-eu"
    if task.private:
        yield "private-accounts" if part.way is Way.SEAT else "seller-terms"
        trade = task.use_case.industry if task.use_case is not None else ""
        if trade in UNDER_SECRECY_TRADES or UNDER_SECRECY in task.named | meant_by(
            case.answers.firm
        ):
            yield "professional-secrecy"


def _advice(catalog: Catalog, row: Advice, bearing: Sequence[RankedPart]) -> RiskAdvice:
    """Return a risk with what it rests on: the use cases that carry it, and what sourced statements say of it."""
    subject, high_risk = row.subject, row.subject == HIGH_RISK_USE
    cases = (
        case for case in dict.fromkeys(each.task.use_case for each in bearing) if case is not None
    )
    carried = (case for case in cases if (case.high_risk if high_risk else subject in case.risks))
    facts = [
        Fact("use_cases", case.slug, "annex_iii" if high_risk else "risks") for case in carried
    ]
    facts += [Fact("guidance", each.slug) for each in catalog.guidance if subject in each.risks][
        :MOST_STATEMENTS
    ]
    return RiskAdvice(
        risk=subject,
        advice=row.slug,
        parts=tuple(each.part.key for each in bearing),
        reason=advice.reason(row, (ANSWERS.get(subject, "outputs"),), tuple(facts)),
    )
