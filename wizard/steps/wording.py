"""The words for jobs: what they are called, what one result is, and how long one usually is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import capitalise, format_rough
from catalog.schema import Catalog
from catalog.vocabulary import AnswersWithin, Medium, Word
from wizard.decision.answers import Answers, Job
from wizard.decision.tasks import USUAL, usual_of

WORDS_A_TOKEN = Decimal("0.75")
WORDS_A_PAGE = 500  # ours
LONG_IN_MINUTES = 180  # seconds
_A_LENGTH = re.compile(r"\b(?:minute|hour|day|words|lines)\b")
_GONE = "Something that is no longer in the catalog"


def name_of(output: Job, catalog: Catalog) -> str:
    if output.use_case is not None:
        use_case = catalog.use_case.get(output.use_case)
        return capitalise(use_case.result) if use_case else _GONE
    return output.name or (
        f"{output.medium.label} of your own" if output.medium else "Something of your own"
    )


def inside(output: Job, catalog: Catalog) -> str:
    """Return what an output is called inside a sentence; the owner's own words stay as they are."""
    use_case = catalog.use_case.get(output.use_case or "")
    return use_case.result if use_case else name_of(output, catalog)


def words_of(output: Job | None, catalog: Catalog) -> Mapping[str, str]:
    """Return the words that a question about this output, or about none in particular, may use."""
    if output is None:
        return {"name": "Results", "unit": "result", "units": "results"}
    usual = usual_of(output, catalog)
    return {"name": name_of(output, catalog), "unit": usual.unit, "units": usual.unit_plural}


def piloted(answers: Answers) -> Job | None:
    """Return the output that the pilot tries, as far as it is known: the one picked, or the only one."""
    picked = next((output for output in answers.jobs if output.key == answers.pilot_job), None)
    return picked or (answers.jobs[0] if len(answers.jobs) == 1 else None)


class LengthUnit(Word):
    """What people say a length in; each with how much of the smallest unit, a word or a second, one of it is."""

    PAGES = "pages", "pages"
    WORDS = "words", "words"
    SECONDS = "seconds", "seconds"
    MINUTES = "minutes", "minutes"

    @property
    def size(self) -> Decimal:
        return _SIZES[self.value]

    def without(self, text: str) -> str:
        """Return a typed length without this unit; the same where it does not name it."""
        return re.sub(
            rf"(?:\s+|(?<=\d))(?:{_TYPED[self.value]})\.?$", "", text, flags=re.IGNORECASE
        )


_SIZES = {
    "pages": Decimal(WORDS_A_PAGE),
    "words": Decimal(1),
    "seconds": Decimal(1),
    "minutes": Decimal(60),
}
_TYPED = {
    "pages": "pages?|p|seiten?",
    "words": "words?|wörter|worte?",
    "seconds": "seconds?|secs?|s|sekunden?",
    "minutes": "minutes?|mins?|m|minuten?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualLength:
    """How long one usually is, in words read or in seconds, and the units in which people say that."""

    amount: Decimal
    unit: LengthUnit  # of a bare number
    units: tuple[LengthUnit, ...]

    def times(self, amount: Decimal, unit: LengthUnit) -> Decimal:
        """Return how many times the usual length an amount is."""
        return amount * unit.size / self.amount

    @property
    def text(self) -> str:
        """Return the usual length in its unit, rounded as an estimate is."""
        amount = format_rough(max(round(self.amount / self.unit.size), 1))
        return f"{amount} {self.unit.label.removesuffix('s') if amount == '1' else self.unit.label}"


def length_of(job: Job | None, catalog: Catalog) -> UsualLength | None:
    """Return how long one usually is: what AI reads for it, or how long it plays; None where its owner cannot say.

    A minute of speech is a length itself; what is read for an answer in a conversation or a change of code is mostly not
    what somebody sent, but rules, earlier messages and other code.
    """
    if job is None or _A_LENGTH.search((usual := usual_of(job, catalog)).unit):
        return None
    use_case = catalog.use_case.get(job.use_case or "")
    media = set(media_of(job, catalog))
    if timed := media & {Medium.SPEECH, Medium.VIDEO, Medium.MUSIC}:
        return _playing(
            (use_case.media_amount if use_case else None) or USUAL[min(timed)].media_amount
        )
    if use_case is not None and use_case.board_transcription and Medium.SPEECH in use_case.inputs:
        return _playing(use_case.media_amount or Decimal(60))
    talks = usual.answers_within is AnswersWithin.SECONDS
    if (
        not usual.tokens_in
        or talks
        or Medium.CODE in media.union(use_case.inputs if use_case else ())
    ):
        return None
    units = (LengthUnit.PAGES, LengthUnit.WORDS)
    return UsualLength(amount=Decimal(usual.tokens_in) * WORDS_A_TOKEN, unit=units[0], units=units)


def _playing(seconds: Decimal) -> UsualLength:
    short = seconds < LONG_IN_MINUTES
    units = (LengthUnit.SECONDS, LengthUnit.MINUTES)
    return UsualLength(amount=seconds, unit=units[0] if short else units[1], units=units)


def media_of(output: Job, catalog: Catalog) -> tuple[Medium, ...]:
    if output.use_case is None:
        return (output.medium,) if output.medium else ()
    use_case = catalog.use_case.get(output.use_case)
    return use_case.outputs if use_case else ()
