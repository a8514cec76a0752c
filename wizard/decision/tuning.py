"""Tuning: which ways to better results to take first, for each part of a job.

Rows of advice say what each way is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from catalog import query
from catalog.data_files import toml_of
from catalog.query import OPEN
from catalog.schema import Catalog, Tuning
from catalog.vocabulary import Adaptation, AdviceTopic, Available, Known, Medium
from wizard.decision.advice_rows import advice_row
from wizard.decision.answers import Answers
from wizard.decision.cases import Case
from wizard.decision.options import Option
from wizard.decision.parts import Part
from wizard.decision.vocabulary import AtHand, OptionKind, Symptom


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way to better results; the table beside this module says what its fields hold."""

    slug: str
    symptoms: frozenset[Symptom]
    made_from: tuple[AtHand, ...] = ()
    ways: frozenset[Adaptation] = frozenset()
    reads: Medium | None = None
    least_examples: int = 0


LADDERS = msgspec.convert(toml_of(__file__)["ways"], dict[str, tuple[Remedy, ...]])


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningStep:
    """A way to better results of one part.

    Its row of advice says what it needs and takes, and when to stop.
    """

    lacks: tuple[AtHand, ...] = ()
    possible: Known = Known.YES  # with what is named, where it is bought
    elsewhere: tuple[str, ...] = ()  # sellers at which the model can be adapted so
    advice: str  # slug of the row


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuned:
    """What is named for a job, as it is to be made better."""

    case: Case
    answers: Answers
    option: Option
    catalog: Catalog
    on: date


def tuning(of: Tuned) -> tuple[TuningStep, ...]:
    """Return what to do about the named symptoms, the first now; what cannot be done comes last.

    Where no symptom was named that a part can have, it is the first way of that part alone.
    """
    steps = [step for part in of.case.parts for step in _steps_of_part(of, part)]
    return tuple(sorted(steps, key=lambda step: step.possible is Known.NO))


def _steps_of_part(of: Tuned, part: Part) -> Iterator[TuningStep]:
    """Yield the remedies of a part: for what the owner fears, else the first of its ladder."""
    named = set(of.answers.fears)
    ladder = LADDERS["code" if part.medium is Medium.CODE else part.kind.value]
    for remedy in [row for row in ladder if row.symptoms & named] or ladder[:1]:
        row = advice_row(of.catalog, AdviceTopic.TUNING, remedy.slug, of.case, part)
        if row is None:
            continue
        allowed = _allowed(of, remedy)
        yield TuningStep(
            lacks=_lacks(of.answers, remedy),
            possible=Known.NO if _has_too_few(of.answers, remedy) else allowed.known,
            elsewhere=allowed.elsewhere,
            advice=row.slug,
        )


def _lacks(answers: Answers, remedy: Remedy) -> tuple[AtHand, ...]:
    """Return what the owner lacks of what it is made from; what the brief says counts as had."""
    brief, at_hand = answers.brief, set(answers.at_hand)
    if brief.voice or brief.must or brief.never:
        at_hand.add(AtHand.STYLE_GUIDE)
    if brief.examples:
        at_hand.add(AtHand.EXAMPLES)
    return tuple(row for row in remedy.made_from if row not in at_hand)


def _has_too_few(answers: Answers, remedy: Remedy) -> bool:
    return remedy.least_examples > (answers.examples or 0)


# ------------------------------------------------------------------- what the model must allow


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Whether what is named can be adapted so, and where else."""

    known: Known
    elsewhere: tuple[str, ...] = ()


def _allowed(of: Tuned, remedy: Remedy) -> Allowed:
    model = of.catalog.model.get(of.option.tool.partition("@")[0])
    if remedy.reads is not None and model is not None:
        reads = query.reads(of.catalog, model, remedy.reads)
        if reads is Known.YES or not remedy.ways:
            return Allowed(known=reads)
    if not remedy.ways:
        return Allowed(known=Known.YES)
    if model is None:
        return Allowed(known=Known.NO)  # what is bought as an app is not trained
    if of.option.kind is OptionKind.MACHINE:
        return Allowed(known=model.open_weights)
    return _at_seller(of, remedy, of.catalog.tunings_of.get(model.slug, ()))


def _at_seller(of: Tuned, remedy: Remedy, rows: Sequence[Tuning]) -> Allowed:
    """Return whether the seller adapts the model so; that it has no row says nothing."""
    offer = of.catalog.offer.get(of.option.offer)
    seller = offer.seller if offer is not None else ""
    fitting = [row for row in rows if remedy.ways & set(row.adaptations)]
    hosts = {row.host for row in fitting if row.available in OPEN and not _is_over(row, of.on)}
    if seller in hosts:
        return Allowed(known=Known.YES)
    own = [row for row in rows if row.host == seller]
    refused = any(row.available is Available.NO or _is_over(row, of.on) for row in own)
    return Allowed(
        known=Known.NO if refused else Known.UNKNOWN,
        elsewhere=tuple(sorted(hosts)),
    )


def _is_over(row: Tuning, on: date) -> bool:
    return row.ends is not None and row.ends <= on
