"""Risks: what can go wrong, the biggest first.

Rules find the subjects; rows of advice say who is harmed by what.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from catalog.data_files import toml_of
from catalog.schema import Advice
from catalog.vocabulary import AdviceTopic, Medium, Risk
from wizard.decision.advice_rows import advice_row
from wizard.decision.ended import EndedJob
from wizard.decision.endings import FromList, WrongTool
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
OF_MATERIAL = frozenset({Risk.PERSONAL_DATA, Risk.CONFIDENTIAL_DATA})


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSubject:
    """Something that can go wrong; the table beside this module says what its fields hold."""

    answer: str = "use_case"
    kinds: frozenset[ModelKind] = frozenset()
    secret: Secret | None = None
    decides_on: DecidesOn | None = None
    is_first: bool = False
    feared: bool = False
    of_law: bool = False
    outside_eu: str | None = None  # None: the same


SUBJECTS = msgspec.convert(toml_of(__file__), dict[str, RiskSubject])
USUAL = RiskSubject()
OF_LAW = frozenset(name for name, subject in SUBJECTS.items() if subject.of_law)


def risks(of: EndedJob) -> tuple[Reason, ...]:
    """Return what can go wrong with a job, the biggest first. Never empty."""
    part = of.case.parts[0]
    rows = [
        (name, advice_row(of.catalog, AdviceTopic.RISK, name, of.case, part)) for name in _names(of)
    ]
    worded = [(name, row) for name, row in rows if row is not None]
    ordered = sorted(worded, key=lambda pair: _order(of, *pair))
    return tuple(_reason(of, name, row) for name, row in ordered)


def _order(of: EndedJob, name: str, row: Advice) -> tuple[bool, bool, int, str]:
    """Return a key: what the law forbids, then what the owner fears, then the editors' order."""
    subject = SUBJECTS.get(name, USUAL)
    is_feared = subject.feared and of.case.work.stakes.severe
    return not subject.is_first, not is_feared, row.position, row.slug


def _reason(of: EndedJob, name: str, row: Advice) -> Reason:
    answer = SUBJECTS.get(name, USUAL).answer
    facts = tuple(_facts(of, name))
    return because(Rule.RISK, answer, facts=facts, subject=name, advice=row.slug)


def _facts(of: EndedJob, name: str) -> Iterator[Fact]:
    """Yield what a risk rests on: the use case that carries it, and sourced statements on it."""
    use_case = of.case.use_case
    if name in use_case.risks:
        yield cited_fact("use_cases", use_case, "risks")
    if use_case.annex_iii and name == HIGH_RISK_USE:
        yield cited_fact("use_cases", use_case, "annex_iii")
    statements = [row for row in of.catalog.guidance if name in row.risks]
    for row in statements[:MOST_STATEMENTS]:
        yield cited_fact("guidance", row)


# ------------------------------------------------------------------------------------ the subjects


def _names(of: EndedJob) -> list[str]:
    """Return the names of the subjects.

    What only EU law says is left out where that does not bind.
    """
    names = {*_of_decision(of)}
    if isinstance(of.ending, WrongTool):
        names.add("wrong-tool-anyway")
    elif _is_filled_from_a_list(of):
        names |= {*_of_stakes(of)}
    else:
        names |= {*_of_result(of), *_of_stakes(of), *_of_use(of)}
    if not of.answers.under_eu_law:
        names = {_outside_eu(name) for name in names} - {""}
    elif HIGH_RISK_USE in names and not of.case.use_case.high_risk:
        names = (names - {HIGH_RISK_USE}) | {_outside_eu(HIGH_RISK_USE)}
    return sorted(names)


def _is_filled_from_a_list(of: EndedJob) -> bool:
    """Return whether the owner's list gives all of it, and nothing words it or answers from it."""
    is_unworded = isinstance(of.ending, FromList) and of.ending.wording is None
    return is_unworded and not of.case.row.live


def _outside_eu(name: str) -> str:
    instead = SUBJECTS.get(name, USUAL).outside_eu
    return name if instead is None else instead


def _of_result(of: EndedJob) -> Iterator[str]:
    """Yield what the result carries: by its use case, its parts, and what goes in."""
    work, use_case = of.case.work, of.case.use_case
    private = {name for name, row in SUBJECTS.items() if row.secret in work.secrets}
    yield from private
    if of.case.is_chosen:
        # What the job often works on counts only where it was not answered.
        yield from {*use_case.risks} - (OF_MATERIAL - private)
        if work.reviewed is not Review.EVERY:
            # Its rows of advice name the jobs in which somebody talks to a machine.
            yield "talks-to-a-machine"
    kinds = {part.kind for part in of.case.parts if part.medium is not Medium.CODE}
    yield from (name for name, row in SUBJECTS.items() if row.kinds & kinds)
    if any(part.medium is Medium.CODE for part in of.case.parts):
        yield Risk.SECURITY


def _of_decision(of: EndedJob) -> Iterator[str]:
    use_case = of.case.use_case
    is_listed = bool(use_case.annex_iii) or not of.case.is_chosen
    for name, row in SUBJECTS.items():
        if row.decides_on in of.case.decided.on:
            yield name if is_listed else _outside_eu(name)
    if use_case.annex_iii:
        yield HIGH_RISK_USE


def _of_stakes(of: EndedJob) -> Iterator[str]:
    stakes, carried = of.case.work.stakes, of.case.use_case.risks
    if stakes is Stakes.HURT:
        yield Risk.SAFETY
    if stakes is Stakes.LAW and OF_LAW.isdisjoint(carried):
        yield "breach-of-law"


def _of_use(of: EndedJob) -> Iterator[str]:
    """Yield what comes with how it is read, bought and placed.

    An own machine has no seller with terms.
    """
    work = of.case.work
    if work.reviewed is Review.NOBODY:
        yield "nobody-checks"
    if work.reviewed is Review.EVERY and work.results >= ROUTINE_FROM and not work.once:
        yield "routine"
    kind = of.option.kind
    if work.place is Place.OWN_SERVERS or kind is OptionKind.MACHINE:
        yield "own-machine"
        return
    if work.place is Place.EU:
        yield "outside-the-eu"
    if not work.secrets:
        return
    if of.answers.secrecy:
        yield "professional-secrecy"
    if kind is OptionKind.MODEL:
        yield "seller-terms"
    elif of.answers.people != 1:  # who is alone has no colleague
        yield "private-accounts"
