"""Claims: what clashes, once each, and how each of them stands."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.claims import Clash, claim_figure, claim_reviews, clashes, disputed, figures_apart
from catalog.models import Release
from catalog.schema import Catalog, Claim, Contradiction, Guidance, Provider, Source
from catalog.vocabulary import Branch, ClaimStatus, Topic, Voice
from tests.support import publish_catalog, starter_catalog
from tests.wizard.walker import Reader

ON = date(2026, 11, 24)
FACTS: dict[str, Any] = {"source": "study", "as_of": ON}


def claim(slug: str, value: object = None, **more: Any) -> Claim:
    values = {"subject": "market", "measure": "size", **FACTS, **more}
    number = None if value is None else Decimal(str(value))
    return Claim(slug=slug, sentence=f"{slug} is said.", value=number, **values)


def billions(slug: str, value: object, year: int | None = 2030, **more: Any) -> Claim:
    return claim(slug, value, **{"year": year, "unit": "billion USD", **more})


def contradiction(slug: str, about: str, *others: str, **more: Any) -> Contradiction:
    return Contradiction(
        slug=slug, title=f"{slug}.", claim=about, others=others, working="So.", reading="Hm.",
        **{**FACTS, **more},
    )  # fmt: skip


def made(*claims: Claim, **more: Any) -> Catalog:
    sources = (
        Source(slug="study", title="A study", publisher="An institute", voice=Voice.MEASURED),
        Source(slug="other", title="Another", publisher="Another institute", voice=Voice.MEASURED),
        Source(slug="seller", title="A seller’s page", publisher="A seller", voice=Voice.SELLER),
        Source(slug="unsourced", title="No source named", voice=Voice.EDITOR),
    )
    return Catalog(sources=sources, claims=claims, **more)


# Figures that do not meet

APART = {
    "twice as much": (billions("a", 10), billions("b", 20)),
    "in another scale": (billions("a", "1.81"), billions("b", 917, unit="million USD")),
    "two ranges": (billions("a", 10, value_high=Decimal(12)), billions("b", 15)),
    "just beyond rounding": (billions("a", 100), billions("b", 111)),
    "one gains and one loses": (
        claim("a", -19, unit="percent", year=2025),
        claim("b", 18, unit="percent", year=2025),
    ),
}
NOT_APART = {
    "equal": (billions("a", 10), billions("b", 10)),
    "within rounding": (billions("a", 100), billions("b", 110)),
    "a figure inside a range": (billions("a", 10, value_high=Decimal(30)), billions("b", 20)),
    "ranges that touch": (billions("a", 10, value_high=Decimal(14)), billions("b", 15)),
    "another year": (billions("a", 10, 2029), billions("b", 20, 2030)),
    "no year": (billions("a", 10, None), billions("b", 20, None)),
    "another subject": (billions("a", 10, subject="film"), billions("b", 20)),
    "another measure": (billions("a", 10, measure="growth"), billions("b", 20)),
    "another unit": (billions("a", 10), billions("b", 20, unit="billion EUR")),
    "no figure": (claim("a", year=2030), billions("b", 20)),
}


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_figures_that_do_not_meet_are_listed(pair: tuple[Claim, Claim]) -> None:
    assert list(figures_apart(made(*pair))) == [pair]
    assert list(figures_apart(made(*reversed(pair)))) == [(pair[1], pair[0])]


@pytest.mark.parametrize("pair", NOT_APART.values(), ids=NOT_APART)
def test_figures_that_may_be_one_are_not_listed(pair: tuple[Claim, Claim]) -> None:
    assert list(figures_apart(made(*pair))) == []


# Contradictions count once

TWO = (billions("a", 10), billions("b", 20))


def test_figures_apart_clash_before_an_editor_writes_of_them() -> None:
    (clash,) = clashes(made(*TWO))

    assert clash.title == "$10 billion and $20 billion for the same thing in 2030"
    assert clash.doubted == {"a", "b"}
    assert not clash.reading


@pytest.mark.parametrize(("about", "other"), [("a", "b"), ("b", "a")])
def test_what_an_editor_wrote_of_stands_once(about: str, other: str) -> None:
    row = contradiction("apart", about, other)

    (clash,) = clashes(made(*TWO, contradictions=(row,)))

    assert clash.slug == "apart"
    assert clash.doubted == {about}


def test_a_row_about_one_of_them_leaves_the_pair() -> None:
    row = contradiction("elsewhere", "a", "c")

    found = clashes(made(*TWO, billions("c", 10, 2031), contradictions=(row,)))

    assert [clash.slug for clash in found] == ["elsewhere", "apart-a-b"]


def test_all_of_a_row_are_doubtful_only_where_it_says_so() -> None:
    row = contradiction("row", "a", "b")
    catalog = made(*TWO, contradictions=(row,))

    assert clashes(catalog)[0].doubted == {"a"}
    both = replace(catalog, contradictions=(replace(row, all_doubted=True),))
    assert clashes(both)[0].doubted == {"a", "b"}


def test_what_an_editor_found_true_is_not_doubtful() -> None:
    true = billions("a", 10, status=ClaimStatus.TRUE)

    assert clashes(made(true, TWO[1]))[0].doubted == {"b"}


def test_a_row_goes_with_its_claim() -> None:
    row = contradiction("row", "gone", "a")

    assert clashes(made(billions("a", 10), contradictions=(row,))) == ()


# How a claim stands

STANDS: dict[str, tuple[Catalog, ClaimStatus]] = {
    "nobody named by a seller": (made(claim("it", source="seller")), ClaimStatus.UNSOURCED),
    "no source": (made(claim("it", source="unsourced")), ClaimStatus.UNSOURCED),
    "one source": (made(claim("it", 1, year=2024)), ClaimStatus.SINGLE),
    "two that agree": (
        made(claim("it", 100, year=2024), claim("b", 104, year=2024, source="other")),
        ClaimStatus.SUPPORTED,
    ),
    "two of different years": (
        made(claim("it", 100, year=2024), claim("b", 104, year=2023, source="other")),
        ClaimStatus.SINGLE,
    ),
    "two by one publisher": (
        made(claim("it", 100, year=2024), claim("b", 104, year=2024)),
        ClaimStatus.SINGLE,
    ),
    "a seller’s figure beside it": (
        made(claim("it", 100, year=2024), claim("b", 104, year=2024, source="seller")),
        ClaimStatus.SINGLE,
    ),
    "the maker’s own": (
        made(claim("it", attributed_to="Acme"), providers=(Provider(slug="acme", name="Acme"),)),
        ClaimStatus.VENDOR,
    ),
    "a newer one by the same people": (
        made(claim("it", 14, year=2023), claim("b", 15, year=2025)),
        ClaimStatus.SUPERSEDED,
    ),
    "a forecast whose year is over": (
        made(claim("it", 60, year=2025, forecast=True)),
        ClaimStatus.SUPERSEDED,
    ),
    "a forecast whose year is not": (
        made(claim("it", 60, year=2026, forecast=True)),
        ClaimStatus.SINGLE,
    ),
    "apart from another": (
        made(billions("it", 1), billions("b", 9, source="other")),
        ClaimStatus.DISPUTED,
    ),
    "doubted by an editor’s row": (
        made(billions("it", 1), contradictions=(contradiction("row", "it"),)),
        ClaimStatus.DISPUTED,
    ),
    "what shows another’s fault": (
        made(billions("it", 1), claim("b"), contradictions=(contradiction("row", "b", "it"),)),
        ClaimStatus.SINGLE,
    ),
    "set right by an editor": (
        made(billions("it", 1, status=ClaimStatus.SUPPORTED), billions("b", 9, source="other")),
        ClaimStatus.SUPPORTED,
    ),
}


@pytest.mark.parametrize(("catalog", "status"), STANDS.values(), ids=STANDS)
def test_claim_stands(catalog: Catalog, status: ClaimStatus) -> None:
    assert claim_reviews(catalog, ON)["it"].status is status


def test_editors_ruling_wins_and_says_so() -> None:
    catalog = STANDS["set right by an editor"][0]

    review = claim_reviews(catalog, ON)["it"]

    assert (review.ruled, review.status, review.by_comparison) == (
        True,
        ClaimStatus.SUPPORTED,
        ClaimStatus.DISPUTED,
    )
    assert disputed(catalog).claims == {"b"}


def test_disputed_names_answers_and_what_rests_on_the_same_source() -> None:
    statement = Guidance(
        slug="tip", topic=Topic.LAW, statement="So it is.", source="other", as_of=ON
    )
    row = contradiction("row", "it", use_case="code", branch=Branch.MEDIA)
    catalog = made(
        claim("it", source="other"),
        claim("true", source="study"),
        guidance=(statement, replace(statement, slug="sound", source="study")),
        contradictions=(row,),
    )

    leaning = disputed(catalog)

    assert leaning.claims == {"it"}
    assert leaning.cells == {("code", Branch.MEDIA)}
    assert leaning.guidance == {"tip"}


def test_figures_are_written_with_their_unit() -> None:
    assert claim_figure(billions("a", "67.18")) == "$67.18 billion"
    assert claim_figure(claim("a", 2, value_high=Decimal(4), unit="percent")) == "2 to 4 %"
    assert claim_figure(claim("a", 7, unit="hours")) == "7 hours"
    assert claim_figure(claim("a")) == ""


# The starter catalog and its pages


def test_every_clash_of_the_starter_catalog_is_written_and_counts_once() -> None:
    catalog = starter_catalog()

    found = clashes(catalog)

    assert len(found) == len(catalog.contradictions)
    assert all(clash.reading for clash in found)
    for one, other in figures_apart(catalog):
        both = [clash for clash in found if {one.slug, other.slug} <= slugs_of(clash)]
        assert len(both) == 1, (one.slug, other.slug)


def slugs_of(clash: Clash) -> set[str]:
    return {claim.slug for claim in clash.claims}


def test_true_statements_are_not_disputed() -> None:
    catalog = starter_catalog()
    stands = claim_reviews(catalog, ON)

    for slug in (
        "copilot-generates-code",
        "language-models-write-code",
        "company-adoption-2017",
        "genai-yearly-value",
    ):
        assert stands[slug].status is ClaimStatus.TRUE
    assert stands["company-adoption-2025"].status is ClaimStatus.OTHER_YEAR
    assert stands["multimodal-solutions-2027"].status is ClaimStatus.SINGLE
    assert stands["multimodal-deployments-2027"].status is ClaimStatus.DISPUTED


def test_claims_page_shows_each_contradiction_with_both_sides(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()

    page = client.get("/claims/").text

    ids = Reader(page).ids
    assert {row.slug for row in catalog.contradictions} <= ids.keys()
    assert not {row.slug for row in catalog.contradictions} & set(catalog.claim)
    for row in catalog.contradictions:
        part = page.split(f'id="{row.slug}"')[1].split("</details>")[0]
        assert all(f'href="/claims/{slug}/"' in part for slug in (row.claim, *row.others))


def test_claims_that_stand_come_before_those_that_do_not(
    client: Client, starter_release: Release
) -> None:
    html = client.get("/claims/").content.decode()
    shown = re.findall(r'<tr class="group" id="stands-([\w-]+)"', html)
    stands = {ClaimStatus.TRUE, ClaimStatus.SUPPORTED}
    best = [status for status in shown if status in stands]

    assert best
    assert shown[: len(best)] == best
    assert shown[-1] == ClaimStatus.DISPUTED


def test_pages_say_that_what_they_lean_on_is_disputed(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    model = next(row for row in catalog.models if row.listed)
    size = {
        "subject": model.slug,
        "measure": "parameters",
        "unit": "billion parameters",
        "source": catalog.claims[0].source,
    }
    twins = (billions("small", 7, 2026, **size), billions("large", 70, 2026, **size))
    undisputed = replace(catalog, cells=tuple(replace(cell, disputed="") for cell in catalog.cells))
    publish_catalog(replace(undisputed, claims=(*catalog.claims, *twins)))

    assert "small is said." in client.get(f"/models/{model.slug}/").text
    job, cell = (
        client.get("/use-cases/code-generation/").text,
        client.get("/use-cases/code-generation/media/").text,
    )
    for html in (job, cell):
        assert 'id="doubted"' in html
        assert "v-disputed" in html.split('id="doubted"')[0]  # the answer itself is marked
    assert 'id="doubted"' not in client.get("/use-cases/menu-photos/").text
    assert "no editor has judged it yet" in client.get("/claims/").text


def test_law_rests_on_the_text_of_the_law() -> None:
    catalog = starter_catalog()

    for row in catalog.guidance:
        source = catalog.source[row.source]
        if row.slug.startswith("law-eu-") and row.slug != "law-eu-code-of-practice":
            assert (source.voice, source.publisher) == (Voice.OFFICIAL, "European Union"), row.slug
            assert source.url.startswith("https://eur-lex.europa.eu/eli/reg/")
            assert "Article" in source.title
            assert "read as quoted" in source.title
