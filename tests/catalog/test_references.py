"""References in texts: filled in from the release for the day of a page.

They are checked at publication and on the desk.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog import query
from catalog.models import DESK, Release, Source as SourceRow
from catalog.models.base import RowState
from catalog.references import (
    REFERENCE,
    BrokenReferenceError,
    as_html,
    as_inline_html,
    broken_references,
    fill,
    reference_problems,
)
from catalog.registry import KINDS
from catalog.releases import newest, publish
from catalog.schema import (
    AiModel,
    App,
    AppPlan,
    Article,
    Benchmark,
    Catalog,
    Claim,
    End,
    Guidance,
    Offer,
    Price,
    Provider,
    Score,
    Source,
)
from catalog.vocabulary import (
    AppKind,
    BenchmarkTask,
    Confidence,
    EndKind,
    PriceBasis,
    PriceUnit,
    Topic,
    Voice,
)
from tests.support import empty_desk, member, published, saved, starter_catalog, typed_in

ON = date(2026, 11, 30)
READ = date(2026, 11, 1)


def price(usd: str, unit: PriceUnit, **sold: Any) -> Price:
    return Price(
        unit=unit,
        amount=Decimal(usd),
        valid_from=READ,
        basis=PriceBasis.DATED,
        source="page",
        as_of=READ,
        **sold,
    )


def end(offer: str, status: EndKind, day: date | None, as_of: date = READ) -> End:
    return End(
        offer=offer, status=status, day=day, confidence=Confidence.HIGH, source="page", as_of=as_of
    )


def guidance(slug: str, figure: str) -> Guidance:
    return Guidance(
        slug=slug, topic=Topic.LAW, statement="So it is.", figure=figure, source="page", as_of=READ
    )


def score(model: str, value: str, as_of: date = READ) -> Score:
    return Score(
        benchmark="board",
        model=model,
        value=Decimal(value),
        voice=Voice.MEASURED,
        measured_by="Others",
        source="page",
        as_of=as_of,
    )


CATALOG = Catalog(
    sources=(Source(slug="page", title="Page", voice=Voice.SELLER),),
    providers=(Provider(slug="acme", name="Acme"),),
    models=tuple(
        AiModel(
            slug=slug, name=slug.title(), provider="acme", source="page", as_of=READ, listed=True
        )
        for slug in ("ada", "bee", "cat", "dog")
    ),
    offers=tuple(
        Offer(slug=f"{slug}@acme", model=slug, seller="acme", source="page", as_of=READ)
        for slug in ("ada", "bee", "cat", "dog")
    ),
    ends=(
        end("ada@acme", EndKind.ENDED, date(2026, 5, 12)),
        end("bee@acme", EndKind.ANNOUNCED, date(2027, 1, 14)),
        end("cat@acme", EndKind.NOT_BEFORE, date(2027, 3, 1)),
    ),
    apps=(
        App(
            slug="chat",
            name="Chat",
            maker="acme",
            about="A chat.",
            main_kind=AppKind.ASSISTANT,
            source="page",
            as_of=READ,
        ),
    ),
    app_plans=(
        AppPlan(
            slug="chat-plus",
            name="Chat Plus",
            app="chat",
            source="page",
            as_of=READ,
        ),
    ),
    prices=(
        price("20", PriceUnit.SEAT_MONTH, app_plan="chat-plus"),
        price("2", PriceUnit.INPUT_MTOK, offer="bee@acme"),
        price("10", PriceUnit.OUTPUT_MTOK, offer="bee@acme"),
    ),
    guidance=(
        guidance("a-day", "2027-12-02"),
        guidance("a-range", "10-30"),
        guidance("a-price", "1.70"),
        guidance("a-fine", "15000000"),
        guidance("slower", "-19"),
        guidance("words", "hundreds to a few thousand"),
        guidance("none", ""),
    ),
    claims=(
        Claim(
            slug="market",
            sentence="It grows.",
            subject="market",
            measure="size",
            value=Decimal("2.6"),
            value_high=Decimal("4.4"),
            unit="trillion USD",
            source="page",
            as_of=READ,
        ),
    ),
    benchmarks=(
        Benchmark(
            slug="board",
            name="Board",
            measures="What it measures.",
            task=BenchmarkTask.FACTS,
            unit="percent",
            higher_is_better=True,
            source="page",
            as_of=READ,
        ),
    ),
    scores=(score("ada", "3.1"), score("bee", "19.4"), score("cat", "50", date(2026, 12, 24))),
)

FILLED = {
    "{{ price chat-plus }}": "$20 a seat and month",
    "{{price  chat-plus}}": "$20 a seat and month",
    "{{ price bee@acme }}": "$2 in, $10 out a million tokens",
    "{{ price bee@acme output_mtok }}": "$10 a million tokens out",
    "{{ price dog@acme }}": "unknown",
    "{{ end ada@acme }}": "ended on 12 May 2026",
    "{{ end bee@acme }}": "ends on 14 January 2027",
    "{{ end cat@acme }}": "does not end before 1 March 2027",
    "{{ end dog@acme }}": "is on sale",
    "{{ end bee }}": "ends on 14 January 2027",
    "{{ figure a-day }}": "2 December 2027",
    "{{ figure a-range }}": "10 to 30",
    "{{ figure a-price }}": "1.70",
    "{{ figure a-fine }}": "15 million",
    "{{ figure slower }}": "19",
    "{{ figure words }}": "hundreds to a few thousand",
    "{{ figure none }}": "unknown",
    "{{ figure market }}": "2.6 to 4.4 trillion USD",
    "{{ scores board }}": "3.1 to 19.4",
    "{{ measured board }}": "2",
    "{{ count claims }}": "1",
    "[so it says]({{ source page }})": "[so it says](/sources/page/)",
    "{{ price gone }}": "unknown",
    "no reference": "no reference",
}


@pytest.mark.parametrize("text", FILLED)
def test_references_are_filled_in(text: str) -> None:
    assert fill(text, CATALOG, ON, linked=False) == FILLED[text]


def test_what_is_filled_in_follows_the_day() -> None:
    text = "{{ end bee@acme }}, {{ price chat-plus }}, {{ scores board }}"

    assert fill(text, CATALOG, date(2027, 1, 14), linked=False) == (
        "ended on 14 January 2027, $20 a seat and month, 3.1 to 50"
    )
    assert fill(text, CATALOG, date(2026, 1, 1), linked=False) == "is on sale, unknown, unknown"


def test_models_on_sale_are_counted_as_everywhere() -> None:
    catalog = starter_catalog()
    on_sale = query.models_on_sale(catalog, ON)

    assert fill("{{ count models on sale }}", catalog, ON) == f"[{len(on_sale)}](/models/)"


def test_a_figure_leads_to_the_page_that_names_its_source() -> None:
    assert as_inline_html("Until {{ figure a-day }}.", CATALOG, ON) == (
        'Until <a href="/guidance/#a-day">2 December 2027</a>.'
    )
    assert as_html("It {{ end ada@acme }}.", CATALOG, ON) == (
        '<p>It <a href="/models/ada/#ends">ended on 12 May 2026</a>.</p>'
    )


PROBLEMS = {
    "{{ price chat-plus }}": [],
    "{{ count models on sale }} {{ count jobs }}": [],
    "{{ prize chat-plus }}": [
        "“{{ prize chat-plus }}” is no reference. It begins with price, end,"
    ],
    "{{ price gone }}": ["“{{ price gone }}” names no plan of an app or offer on file."],
    "{{ price bee@acme pound }}": [
        "“{{ price bee@acme pound }}” asks for a unit that is not one of"
    ],
    "{{ end chat-plus }}": ["“{{ end chat-plus }}” names no offer or model on file."],
    "{{ count unicorns }}": ["“{{ count unicorns }}” counts nothing on file."],
    "{{ source }}": ["“{{ source }}” names no source on file."],
    "{{ price chat-plus": ["A reference is not closed"],
    "}} {{ price chat-plus }}": ["A reference is not closed"],
}


@pytest.mark.parametrize("text", PROBLEMS)
def test_each_reference_that_cannot_be_filled_in_is_named(text: str) -> None:
    def exists(kind: str, slug: str) -> bool:
        return KINDS[kind].find(CATALOG, slug) is not None

    problems = list(reference_problems(text, exists))

    assert len(problems) == len(PROBLEMS[text])
    assert all(
        problem.startswith(begin) for problem, begin in zip(problems, PROBLEMS[text], strict=True)
    )


def article(markdown: str) -> Catalog:
    row = Article(slug="why", position=1, title="Why", summary="So.", markdown=markdown, as_of=READ)
    return replace(CATALOG, articles=(row,))


def test_a_broken_reference_names_its_text_and_itself() -> None:
    gone = list(broken_references(article("It costs {{ price gone }}."), ON))
    empty = list(broken_references(article("It is {{ figure none }}."), ON))

    assert len(gone) == 1
    assert gone[0].startswith(
        "Article “Why”: “{{ price gone }}” names no plan of an app or offer on file. "
        "Example: {{ price"
    )
    assert empty == [
        "Article “Why”: “{{ figure none }}” has nothing to write: the row says nothing of it."
    ]
    assert list(broken_references(article("It {{ end dog@acme }}."), ON)) == []


def test_the_starter_catalog_refers_to_what_is_there() -> None:
    catalog = starter_catalog()
    references = [
        match[0] for row in catalog.articles for match in REFERENCE.finditer(row.markdown)
    ]

    assert list(broken_references(catalog, ON)) == []
    assert len(references) >= 40


# Publication


@pytest.fixture
def desk_with_article(db: None) -> None:
    """Start from a desk with a source that an article refers to."""
    empty_desk()
    saved(DESK["sources"], slug="page", title="Page", state=RowState.PUBLISHED.value)
    published(DESK["articles"], slug="why", title="Why", markdown="See [it]({{ source page }}).")


@pytest.mark.usefixtures("desk_with_article")
def test_publication_stops_where_a_row_is_gone() -> None:
    publish(author=None, note="All is there.")
    SourceRow.objects.filter(slug="page").update(slug="other")

    with pytest.raises(
        BrokenReferenceError,
        match=r"Not published\. Article “Why”: “{{ source page }}” names no source",
    ):
        publish(author=None, note="It is gone.")

    release = newest()
    assert release is not None
    assert release.number == 1


# The desk and the pages


@pytest.mark.usefixtures("desk_with_article")
def test_the_desk_refuses_a_reference_to_nothing() -> None:
    editor = member("Editor")
    row = DESK["articles"].objects.get()
    address = reverse("admin:catalog_article_change", args=[row.pk])
    typed = typed_in(editor.get(address)) | {"markdown": "It costs {{ price gone }}."}

    page = editor.post(address, typed).text
    row.refresh_from_db()

    assert "“{{ price gone }}” names no plan of an app or offer on file." in page
    assert row.markdown == "See [it]({{ source page }})."


def test_pages_and_programs_show_the_same_figure(starter_release: Release, client: Client) -> None:
    page = client.get("/learn/language-model-or-other-generative-ai/?as_of=2026-11-30").text
    before = client.get("/learn/language-model-or-other-generative-ai/?as_of=2026-01-01").text
    api = client.get(
        "/api/v1/articles/language-model-or-other-generative-ai?as_of=2026-11-30"
    ).json()["item"]

    assert "ended on 12 May 2026" in page
    assert "ended on 12 May 2026" in api["html"]
    assert "ended on 12 May 2026" in api["markdown"]
    assert "ended on 12 May 2026" not in before
    assert all("{{" not in text for text in (page, before, api["html"], api["markdown"]))


def test_no_page_shows_a_reference_that_nobody_filled_in(
    starter_release: Release, client: Client
) -> None:
    catalog = starter_catalog()
    paths = [f"/learn/{row.slug}/" for row in catalog.articles]
    paths += [
        "/learn/",
        "/learn/contrasts/",
        "/questions/",
        "/claims/",
        "/glossary/",
        "/search/?q=gpt-4",
    ]

    assert [path for path in paths if "{{" in client.get(path).text] == []


# What a text claims by a figure: a share, a sum of money, a day.
FIGURE = re.compile(
    r"\d[\d,.]*\s(?:percent|%|dollars|euros|million|billion)"
    r"|\$\d"
    r"|\d{1,2} "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) "
    r"\d{4}"
)
# Examples by their own words, and conditions that are written into a rule.
EXAMPLES = (
    "at most 12 dollars",
    "over 50 dollars, no shipping fee",
    "1 dollar a million",
    "2.25 dollars",
)


def test_a_sentence_with_a_figure_names_its_source() -> None:
    catalog = starter_catalog()
    texts = [(row.slug, row.markdown) for row in catalog.articles]
    texts += [(row.slug, row.answer) for row in catalog.faq]
    texts += [(row.slug, row.note) for row in catalog.contrasts]
    sentences = [
        (slug, sentence)
        for slug, text in texts
        for sentence in re.split(r"(?<=[.?!:])\s+(?=[A-ZÀ-Þ*“\[{])|\n", text)
    ]

    typed = [
        (slug, sentence)
        for slug, sentence in sentences
        if FIGURE.search(sentence) and "](" not in sentence and "{{" not in sentence
    ]
    assert [
        (slug, sentence)
        for slug, sentence in typed
        if not any(example in sentence for example in EXAMPLES)
    ] == []
