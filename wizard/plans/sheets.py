"""The sheet beside a question: what the plan would say now.

It goes by the answers there are, and usual ones for the rest.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from catalog import releases
from catalog.schema import Catalog
from catalog.vocabulary import Risk
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import case
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.safety import DANGERS
from wizard.decision.vocabulary import Secret
from wizard.document.basis import Basis
from wizard.document.blocks import Document, Head, Picture
from wizard.document.head import head
from wizard.document.picture import picture
from wizard.document.progress import NEW

# What the row of a job says can go wrong with it: somebody is hurt, a law is broken, people are
# treated unequally.
GRAVE = frozenset({Risk.SAFETY, Risk.REGULATED_ADVICE, Risk.DISCRIMINATION})
CACHED_SHEETS = 512  # of jobs with usual answers: all of them, for some releases and days


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a plan would say now. Empty where no job is known yet."""

    title: str = ""
    head: Head | None = None  # None where nothing is named
    picture: Picture | None = None
    # What a slip does, or what somebody decides by it, is to be said first.
    is_withheld: bool = False


def sheet_of(answers: Answers, decision: Decision, catalog: Catalog) -> Sheet:
    """Return the sheet of a decision on answers that name a job.

    It is only the top of the document, since each answer asks for it.
    """
    basis = Basis(decision=decision, answers=answers, catalog=catalog, progress=NEW, changes={})
    if any(withholds(job, answers, catalog) for job in answers.jobs):
        return Sheet(title=basis.first_at("title"), is_withheld=True)
    return _sheet(basis.first_at("title"), head(basis), picture(basis))


def sheet_of_document(document: Document) -> Sheet:
    """Return a document as a sheet."""
    return _sheet(document.title, document.head, document.picture)


def _sheet(name: str, top: Head, drawn: Picture) -> Sheet:
    """Return a sheet. The dots take more space than one has; they stand in the plan."""
    return Sheet(title=name, head=top, picture=replace(drawn, dots=None))


def withholds(job: Job, answers: Answers, catalog: Catalog) -> bool:
    """Return whether nothing is named for a job while two things are not said.

    Its owner has to say what a slip does and what is decided by it.
    """
    if job.stakes is not None and job.decides_on is not None:
        return False
    usual = case(job, answers, catalog, DANGERS)
    carries = not GRAVE.isdisjoint(usual.use_case.risks)
    is_grave = carries or usual.work.stakes.severe or bool(usual.decided.on)
    return is_grave or Secret.SENSITIVE in usual.work.secrets


def usual_sheet(use_case: str, edition: releases.Edition, on: date) -> Sheet:
    """Return the sheet of a job with nothing else known.

    It is cached, because every reader asks the same.
    """
    return _usual_sheet(use_case, edition.number, edition.digest, on)


@lru_cache(maxsize=CACHED_SHEETS)
def _usual_sheet(use_case: str, release: int, _digest: str, on: date) -> Sheet:
    catalog = releases.edition(release).catalog
    answers = Answers(jobs=(Job(key=use_case, use_case=use_case),))
    return sheet_of(answers, decide(answers, catalog, on), catalog)
