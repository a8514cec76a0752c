"""Risks: what can go wrong, the biggest first. Rules find the subjects; rows of advice say who is harmed by what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.schema import Advice, Catalog
from catalog.vocabulary import AdviceTopic, Medium, Risk
from wizard.decision.advice_rows import advice_row
from wizard.decision.answers import Answers
from wizard.decision.cases import Case
from wizard.decision.endings import Ending, WrongTool, first_of
from wizard.decision.rules import Rule
from wizard.decision.trail import Fact, Reason, because, cited_fact
from wizard.decision.vocabulary import (
    DecidesOn,
    ModelKind,
    OptionKind,
    Place,
    Review,
    Secret,
    Stakes,
)

ROUTINE_FROM = 200  # ours: from so many a month on reading becomes a routine in which mistakes pass
MOST_STATEMENTS = 2
HIGH_RISK_USE = "high-risk-use"
JUDGES_A_PERSON = "judges-a-person"
# What only the law of the EU says, and what is said elsewhere instead; empty: nothing.
EU_LAW: Mapping[str, str] = {
    HIGH_RISK_USE: JUDGES_A_PERSON,
    "feelings-at-work": JUDGES_A_PERSON,
    "marking": "",
}
# What every result of a kind carries, whatever it is for.
BY_KIND: Mapping[ModelKind, frozenset[str]] = {
    ModelKind.LANGUAGE: frozenset({Risk.FACTUAL_ERRORS}),
    ModelKind.TRANSCRIPTION: frozenset({Risk.FACTUAL_ERRORS}),
    ModelKind.IMAGE: frozenset({Risk.COPYRIGHT, "marking"}),
    ModelKind.VIDEO: frozenset({Risk.COPYRIGHT, Risk.DEEPFAKE, "marking"}),
    ModelKind.SPEECH: frozenset({Risk.DEEPFAKE, "marking"}),
    ModelKind.MUSIC: frozenset({Risk.COPYRIGHT}),
    ModelKind.SHAPE: frozenset({Risk.COPYRIGHT}),
}
BY_SECRET: Mapping[Secret, str] = {
    Secret.PERSONAL: Risk.PERSONAL_DATA,
    Secret.CONFIDENTIAL: Risk.CONFIDENTIAL_DATA,
    Secret.SENSITIVE: "special-data",
}
OF_MATERIAL = frozenset({Risk.PERSONAL_DATA, Risk.CONFIDENTIAL_DATA})
BY_DECISION: Mapping[DecidesOn, str] = {
    DecidesOn.PERSON: HIGH_RISK_USE,
    DecidesOn.FEELINGS: "feelings-at-work",
    DecidesOn.TREATMENT: "medical-device",
    DecidesOn.LIST: "list-out-of-date",
}
# What the law forbids, or may call high-risk, comes before everything else; then harm.
FIRST = frozenset({HIGH_RISK_USE, JUDGES_A_PERSON, "feelings-at-work", "medical-device"})
OF_LAW = frozenset({Risk.REGULATED_ADVICE, Risk.DISCRIMINATION, Risk.CONTRACT_ERROR, Risk.DEEPFAKE})
FEARED = OF_LAW | {Risk.SAFETY, "breach-of-law"}
# The answer that brings a subject; the use case brings every other.
ANSWERS: Mapping[str, str] = {
    Risk.SAFETY: "stakes",
    "breach-of-law": "stakes",
    "nobody-checks": "review",
    "routine": "review",
    "professional-secrecy": "secrecy",
    "outside-the-eu": "place",
    "own-machine": "place",
    Risk.PERSONAL_DATA: "secrets",
    Risk.CONFIDENTIAL_DATA: "secrets",
    "special-data": "secrets",
    "seller-terms": "secrets",
    "private-accounts": "secrets",
    HIGH_RISK_USE: "decides_on",
    JUDGES_A_PERSON: "decides_on",
    "feelings-at-work": "decides_on",
    "medical-device": "decides_on",
    "list-out-of-date": "decides_on",
    "wrong-tool-anyway": "decides_on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """A decided job, as what can go wrong is looked for."""

    case: Case
    answers: Answers
    ending: Ending
    catalog: Catalog

    @property
    def is_severe(self) -> bool:
        return self.case.work.stakes.severe


def risks(at: AtRisk) -> tuple[Reason, ...]:
    """Return what can go wrong with a job, the biggest first. Never empty."""
    rows = [
        (subject, advice_row(at.catalog, AdviceTopic.RISK, subject, at.case))
        for subject in sorted(_by_law_of_the_country(at, _subjects(at)))
    ]
    worded = [(subject, row) for subject, row in rows if row is not None]
    ordered = sorted(worded, key=lambda pair: _order(at, *pair))
    return tuple(_reason(at, subject, row) for subject, row in ordered)


def _order(at: AtRisk, subject: str, row: Advice) -> tuple[bool, bool, int, str]:
    """Return a key: what the law forbids, then what the owner fears, then the editors' order."""
    is_feared = at.is_severe and subject in FEARED
    return subject not in FIRST, not is_feared, row.position, row.slug


def _reason(at: AtRisk, subject: str, row: Advice) -> Reason:
    answer = ANSWERS.get(subject, "use_case")
    return because(
        Rule.RISK, answer, facts=tuple(_facts(at, subject)), subject=subject, advice=row.slug
    )


def _facts(at: AtRisk, subject: str) -> Iterator[Fact]:
    """Yield what a risk rests on: the use case that carries it, and what sourced statements say of it."""
    use_case = at.case.use_case
    if use_case is not None and subject in use_case.risks:
        yield cited_fact("use_cases", use_case, "risks")
    if use_case is not None and subject == HIGH_RISK_USE:
        yield cited_fact("use_cases", use_case, "annex_iii")
    statements = [row for row in at.catalog.guidance if subject in row.risks]
    for row in statements[:MOST_STATEMENTS]:
        yield cited_fact("guidance", row)


# ------------------------------------------------------------------------------------ the subjects


def _by_law_of_the_country(at: AtRisk, subjects: frozenset[str]) -> frozenset[str]:
    """Return the subjects without those that EU law alone brings, where it does not bind the firm."""
    if at.answers.under_eu_law:
        return subjects
    return frozenset(EU_LAW.get(subject, subject) for subject in subjects) - {""}


def _subjects(at: AtRisk) -> frozenset[str]:
    if isinstance(at.ending, WrongTool):
        return frozenset({*_of_decision(at), "wrong-tool-anyway"})
    return frozenset({*_of_result(at), *_of_decision(at), *_of_stakes(at), *_of_use(at)})


def _of_result(at: AtRisk) -> Iterator[str]:
    """Yield what the result carries: by its use case, its parts, and what goes in."""
    work = at.case.work
    private = frozenset(BY_SECRET[secret] for secret in work.secrets)
    if at.case.use_case is not None:
        # What the job often works on counts only where it was not answered.
        yield from set(at.case.use_case.risks) - (OF_MATERIAL - private)
    if at.case.use_case is not None and work.reviewed is not Review.EVERY:
        # Its rows of advice name the jobs in which somebody talks to a machine.
        yield "talks-to-a-machine"
    yield from private
    for part in at.case.parts:
        yield from {Risk.SECURITY} if part.medium is Medium.CODE else BY_KIND[part.kind]


def _of_decision(at: AtRisk) -> Iterator[str]:
    yield from (BY_DECISION[what] for what in at.case.decided.on if what in BY_DECISION)
    if at.case.use_case is not None and at.case.use_case.annex_iii:
        yield HIGH_RISK_USE


def _of_stakes(at: AtRisk) -> Iterator[str]:
    stakes, use_case = at.case.work.stakes, at.case.use_case
    if stakes is Stakes.HURT:
        yield Risk.SAFETY
    if stakes is Stakes.LAW and (use_case is None or OF_LAW.isdisjoint(use_case.risks)):
        yield "breach-of-law"


def _of_use(at: AtRisk) -> Iterator[str]:
    """Yield what comes with how it is read, bought and placed. An own machine has no seller with terms."""
    work, first = at.case.work, first_of(at.ending)
    if work.reviewed is Review.NOBODY:
        yield "nobody-checks"
    if work.reviewed is Review.EVERY and work.results >= ROUTINE_FROM and not work.once:
        yield "routine"
    kind = first.option.kind if first is not None else None
    on_machine = kind is OptionKind.MACHINE
    if work.place is Place.OWN_SERVERS or on_machine:
        yield "own-machine"
        return
    if work.place is Place.EU:
        yield "outside-the-eu"
    if not work.secrets:
        return
    if at.answers.secrecy:
        yield "professional-secrecy"
    yield "seller-terms" if kind is OptionKind.MODEL else "private-accounts"
