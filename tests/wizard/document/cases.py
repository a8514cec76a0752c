"""The documents that the tests read: the golden firms, the examples, and seeded random answers."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from django.template.loader import render_to_string

from catalog.schema import Catalog
from tests.support import starter_catalog
from tests.wizard.decision.firms import day, firms
from wizard.decision.answers import Answers, Job
from wizard.decision.decision import Decision
from wizard.decision.vocabulary import Place, Use
from wizard.plans.advice import advise
from wizard.plans.document import basis_of, build, with_pages
from wizard.plans.document.blocks import Block, Document, ReasonLine, ReasonsBlock
from wizard.plans.examples import all_examples
from wizard.steps import journey

CATALOG = starter_catalog()
# No seller of a model that completes code states that it processes in the EU, and none is near enough to it to be asked.
WITHOUT_A_PICK = Answers(
    jobs=(Job(key="code-completion", use_case="code-completion", place=Place.EU),), use=Use.BUILT_IN
)
GOLDEN = {"without-a-pick": WITHOUT_A_PICK} | {firm.id: firm.answers for firm in firms()}
RANDOM_SETS = 10


def article(document: Document) -> str:
    """Return a document as HTML, without the buttons and forms of the page that it stands on."""
    context = {"document": document, "head": document.head, "acts": "", "news": "", "more": ""}
    return render_to_string("wizard/document/document.html", context)


@cache
def decided(key: str) -> tuple[Answers, Decision, Document]:
    """Return the answers of a case, its decision and its document with all evidence."""
    answers = all_answers()[key]
    decision, document = worded(answers, CATALOG)
    return answers, decision, document


def worded(answers: Answers, catalog: Catalog) -> tuple[Decision, Document]:
    """Return the decision on some answers, and its document with all pages."""
    advice = advise(answers, catalog, day())
    basis = basis_of(advice.decision, advice.changes, answers, catalog)
    return advice.decision, with_pages(build(basis), basis)


@cache
def all_answers() -> dict[str, Answers]:
    """Return the answers of all cases by name."""
    from tests.advice.sweep import random_answers

    drawn = islice(random_answers(CATALOG), RANDOM_SETS)
    shown = {
        example.slug: journey.read(example.stored, CATALOG, day()) for example in all_examples()
    }
    return {
        **GOLDEN,
        **shown,
        **{f"random-{position}": each for position, each in enumerate(drawn)},
    }


def texts(node: object) -> Iterator[str]:
    """Yield every text of a document or a part of it, in the order of reading."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from texts(each)
    else:
        for name in getattr(node, "__dataclass_fields__", ()):
            if name not in {
                "kind",
                "key",
                "slug",
                "shape",
                "rule",
                "anchor",
                "more",
                "state",
                "address",
                "tested",
            }:
                yield from texts(getattr(node, name))


def blocks(document: Document) -> Iterator[Block]:
    """Yield every block of a document."""
    below = (section for page in document.pages for section in page.sections)
    for section in (*document.sections, *below):
        for group in section.groups:
            yield from group.blocks


def reasons(document: Document) -> Iterator[ReasonLine]:
    """Yield every reason of a document."""
    for block in blocks(document):
        if isinstance(block, ReasonsBlock):
            yield from block.rows
