"""build(): the one entry from a decision to the document that every renderer reads, and its five steps."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.formatting import MONTHS
from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decision import Decision, Reason
from wizard.plans.document import ask_first, risks, sections
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import DRAFT, Document, PlanState, SpineStep, StepState, Tested
from wizard.plans.document.head import head
from wizard.plans.document.pages import PAGES
from wizard.plans.document.part import Form, PartInWords, parts_in_words
from wizard.steps.journey import Given


def basis_of(  # noqa: PLR0913  # each says something of its own
    decision: Decision,
    changes: Sequence[Reason],
    answers: Answers,
    catalog: Catalog,
    given: Iterable[Given] = (),
    *,
    seen: Sightings = NEVER_SEEN_AGAIN,
) -> Basis:
    """Return what a document is made from; `given` are the questions as they were asked, which trails and evidence name.

    `seen` is what was seen again by the day of the decision.
    """
    parts = parts_in_words(decision, answers, catalog, seen)
    return Basis(
        decision=decision,
        changes=tuple(changes),
        answers=answers,
        catalog=catalog,
        parts=parts,
        given=tuple(given),
    )


def build(basis: Basis, state: PlanState = DRAFT) -> Document:
    """Return a decision in words: the head, the five steps, the folds. The same arguments give the same document."""
    decision, parts, catalog = basis.decision, basis.parts, basis.catalog
    top = head(basis, state)
    found = (
        sections.own_choice(basis),
        sections.why(basis),
        sections.alternatives(parts),
        sections.money(basis),
        sections.changes_(basis),
        ask_first.section(parts, basis.changes),
        risks.risk_section(decision, parts, catalog),
        sections.steps(decision, parts, late=state.late),
    )
    return Document(
        title=top.kicker,
        on=decision.on,
        head=top,
        spine=spine(decision, parts, state),
        sections=tuple(each for each in found if each is not None),
    )


def with_pages(document: Document, basis: Basis, keys: Iterable[str] = PAGES) -> Document:
    """Return the document with pages below it; the evidence ranks all models once more."""
    return replace(document, pages=tuple(PAGES[key](basis) for key in keys))


PILOT, MODEL = "pilot/", "evidence/#why"
NOTHING_TO_TEST, AFTER_THE_ANSWER = "nothing to test", "after the answer"
DONE, NEXT, LATER = StepState.DONE, StepState.NEXT, StepState.LATER


def spine(
    decision: Decision, parts: Sequence[PartInWords], state: PlanState
) -> tuple[SpineStep, ...]:
    """Return the steps: goal and model are done once a name is advised, then comes the next that is open."""
    tried = any(part.pilot is not None for part in parts)
    passed = state.tested is Tested.PASSED
    waits = any(part.part.waits for part in parts)
    pilot = str(state.tested) if tried else AFTER_THE_ANSWER if waits else NOTHING_TO_TEST
    without = bool(parts) and all(part.form in {Form.WRONG, Form.LEAVE} for part in parts)
    model = DONE if tried or without else NEXT
    starts = next((each.begins for each in decision.scale.order), None)
    return (
        SpineStep(title="Goal", text="", state=DONE, address="evidence/#answers"),
        SpineStep(
            title="Model",
            text="no AI" if without else "" if tried else "open",
            state=model,
            address=MODEL,
        ),
        SpineStep(
            title="Pilot",
            text=pilot,
            state=DONE if passed else NEXT if tried else LATER,
            address=PILOT,
        ),
        SpineStep(title="Tune", text="later", state=LATER, address="tune/"),
        SpineStep(
            title="Scale",
            text=f"from {starts.day} {MONTHS[starts.month - 1]}" if starts and passed else "later",
            state=NEXT if passed else LATER,
            address="scale/",
        ),
    )
