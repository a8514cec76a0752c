"""What is only supposed to be paid: the bill and the money say so, with what it costs else."""

from dataclasses import replace
from decimal import Decimal

from catalog.vocabulary import Language, Software
from tests.adviser.grid import ON
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job, PaidPlan
from wizard.decision.decide import decide
from wizard.decision.vocabulary import Country, Review, Secret, Stakes
from wizard.document.blocks import Document, ListBlock
from wizard.document.compose import document_of

NAME = "Google Workspace Business\xa0Standard"
SUPPOSED = f"Nothing more if you already pay for {NAME}; otherwise "
REPLIES = Job(
    key="replies",
    use_case="hotel-review-reply",
    results=Decimal(150),
    minutes_by_hand=Decimal(5),
    doers=1,
    stakes=Stakes.NUISANCE,
    review=Review.EVERY,
    decides_on=frozenset(),
    secrets=frozenset({Secret.PERSONAL}),
)
HOTEL = Answers(
    jobs=(REPLIES,),
    wage_usd=Decimal(25),
    people=7,
    country=Country.USA,
    languages=(Language.ENGLISH,),
    works_in=frozenset({Software.GOOGLE_WORKSPACE}),
)
PAYS = replace(HOTEL, paid=(PaidPlan(plan="google-workspace-business-standard"),))


def plan_of(firm: Answers) -> Document:
    catalog = starter_catalog()
    return document_of(decide(firm, catalog, ON), firm, catalog, pages=["money"])


def money_of(document: Document) -> str:
    return next(row.finding for row in document.sections if row.key == "money")


def bill_of(document: Document) -> list[str]:
    """Return how each line of the bill is paid."""
    (page,) = (page for page in document.pages if page.key == "money")
    (section,) = (row for row in page.sections if row.key == "bill")
    blocks = [block for group in section.groups for block in group.blocks]
    return [row.says[0] for block in blocks if isinstance(block, ListBlock) for row in block.rows]


def test_what_is_supposed_to_be_paid_is_told_with_what_it_costs_else() -> None:
    document = plan_of(HOTEL)

    assert money_of(document).endswith(f"{SUPPOSED}$98 a month.")
    assert bill_of(document) == [f"{SUPPOSED}$98 a month."]


def test_what_its_owner_pays_for_is_told_without_an_if() -> None:
    document = plan_of(PAYS)

    assert SUPPOSED not in money_of(document)
    assert bill_of(document) == ["paid already"]
