"""Ask first: what a seller has to answer, what the answer is worth, and the question ready to send."""

from collections.abc import Iterable, Sequence

from catalog.formatting import capitalise, lower_first
from wizard.decision.decision import Choice, Reason, SeatChoice
from wizard.decision.vocabulary import Place
from wizard.plans.document.blocks import Group, Link, ListBlock, ListRow, Section
from wizard.plans.document.part import Form, PartInWords
from wizard.plans.document.words import TEXTS

MOST_ASKED, MOST_ASKED_ALONE = 3, 2

QUESTIONS = TEXTS["questions"]
OWN_SERVERS = "May we run {name} on our own machine, and where do we get the weights?"


def question_of_model(part: PartInWords, choice: Choice) -> str:
    asked = [
        OWN_SERVERS if slug == "place" and part.place is Place.OWN_SERVERS else QUESTIONS[slug]
        for slug in choice.unknown
    ]
    return _questions_of(part.model(choice), asked)


def question_of_app(part: PartInWords, seat: SeatChoice) -> str:
    return _questions_of(part.app_plan_name(seat), [QUESTIONS[slug] for slug in seat.unknown])


def _questions_of(name: str, asked: Sequence[str]) -> str:
    """Return questions as one text, which says the name in the first alone."""
    return " ".join(each.format(name="it" if place else name) for place, each in enumerate(asked))


def section(
    parts: Sequence[PartInWords], changes: Iterable[Reason], most: int = 0
) -> Section | None:
    """Return what to ask first; None where no answer of a seller would change anything.

    On the plan stands one question of each part, of an only part two; `most` says otherwise.
    """
    most = most or (MOST_ASKED_ALONE if len(parts) == 1 else 1)
    found = [dict(each.parameters) for each in changes if each.rule == "if-confirmed"]
    confirmed = {str(given["task"]): str(given["model"]) for given in found}
    groups = []
    for part in parts:
        rows = tuple(_questions(part, confirmed.get(part.part.key, "")))[:most]
        if rows:
            heading = capitalise(part.purpose) if len(parts) > 1 else ""
            groups.append(Group(heading=heading, blocks=(ListBlock(kind="questions", rows=rows),)))
    if not groups:
        return None
    first = next(
        block.rows[0] for group in groups for block in group.blocks if isinstance(block, ListBlock)
    )
    return Section(
        key="ask",
        title="Ask first",
        finding=f"{first.label}: {lower_first(first.text)}",
        groups=tuple(groups),
        more=Link(text="How it would change the name", address="evidence/#ask"),
    )


def _questions(part: PartInWords, confirmed: str) -> Iterable[ListRow]:
    """Yield what to ask for a part; `confirmed` is the model that one answer would put in the first place."""
    if part.form is Form.ASK_APP:
        for seat in part.part.seats_to_ask[:MOST_ASKED]:
            yield ListRow(
                label=part.app_plan_name(seat),
                text="It would be the app to use.",
                more=question_of_app(part, seat),
            )
    first = [each for each in part.part.ask_first if each.model == confirmed]
    others = [
        each
        for each in part.part.ask_first
        if part.form in {Form.ASK, Form.NONE} and each not in first
    ]
    for choice in (*first, *others)[:MOST_ASKED]:
        seller = part.seller(choice)
        yield ListRow(
            label=f"{part.model(choice)} at {seller}" if seller else part.model(choice),
            text="It would take the first place." if choice in first else "One answer is missing.",
            more=question_of_model(part, choice),
        )
