"""Contradictions found by rule: each where it should be and nowhere else, and how a claim stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings, strategies as st

from catalog.claims import claim_reviews, disputed
from catalog.contradictions import RULES, Contradiction, amount, contradictions
from catalog.models import Release
from catalog.registry import without_orphans
from catalog.schema import Catalog, Cell, Claim, Contrast, Guidance, Provider, Source, UseCase
from catalog.vocabulary import BenchmarkTask, Branch, ClaimStatus, Fit, Medium, Topic, Voice
from tests.support import publish_catalog, starter_catalog

ON = date(2026, 11, 24)


def claim(slug: str, subject: str = "market", measure: str = "size", **more: Any) -> Claim:
    value = more.pop("value", None)
    values = {
        "value": None if value is None else Decimal(str(value)),
        "source": "study",
        "as_of": ON,
    } | more
    return Claim(slug=slug, sentence=f"{slug} is said.", subject=subject, measure=measure, **values)


def billions(slug: str, value: object, year: int, **more: Any) -> Claim:
    return claim(slug, value=value, year=year, unit=more.pop("unit", "billion USD"), **more)


def made(*claims: Claim, **more: Any) -> Catalog:
    sources = (
        Source(slug="study", title="A study", publisher="An institute", voice=Voice.MEASURED),
        Source(
            slug="other", title="Another study", publisher="Another institute", voice=Voice.MEASURED
        ),
        Source(slug="dated", title="A page", published=date(2024, 9, 9), voice=Voice.MEASURED),
        Source(slug="seller", title="A seller’s page", publisher="A seller", voice=Voice.SELLER),
        Source(slug="unsourced", title="No source named", voice=Voice.EDITOR),
    )
    return Catalog(sources=sources, claims=claims, **more)


def code(language: Fit, media: Fit) -> dict[str, Any]:
    """Return a matrix with one job."""
    job = UseCase(
        slug="code", name="Program code", result="code", industry="all", inputs=(), outputs=(Medium.CODE,),
        tasks=(BenchmarkTask.CODING,), unit="file", unit_plural="files", source="study", as_of=ON,
    )  # fmt: skip
    cells = tuple(
        Cell(use_case="code", branch=branch, fit=fit, reason="Because.", source="study", as_of=ON)
        for branch, fit in ((Branch.LANGUAGE, language), (Branch.MEDIA, media))
    )
    return {"use_cases": (job,), "cells": cells}


def says(slug: str, subject: str, answer: Fit, **more: Any) -> Claim:
    return claim(slug, subject, "fit", use_case="code", answer=answer, **more)


def contrast(language: str, generative: str) -> Contrast:
    return Contrast(
        slug="row",
        position=1,
        feature="Writes code",
        language=language,
        generative=generative,
        source="study",
        as_of=ON,
    )


WHOLE = billions("whole", "67.18", 2024, growth_percent=Decimal("39.6"), horizon=2030)
# What each rule finds; in each example all claims are a part of it.
FOUND: dict[str, tuple[str, Catalog]] = {
    "a part above its whole, compounded and in another scale": (
        "part-exceeds-whole",
        made(
            WHOLE,
            billions("part", "1.8", 2030, subject="film", part_of="market", unit="trillion USD"),
        ),
    ),
    "a part above its whole, both stated": (
        "part-exceeds-whole",
        made(
            billions("whole", 5, 2030), billions("part", 6, 2030, subject="film", part_of="market")
        ),
    ),
    "a whole that does less than its part": (
        "subset-below-itself",
        made(
            says("whole", "generative-ai", Fit.NO),
            says("part", "language-models", Fit.YES, part_of="generative-ai"),
            **code(Fit.UNKNOWN, Fit.UNKNOWN),
        ),
    ),
    "a whole that does less than the matrix says of its part": (
        "subset-below-itself",
        made(says("whole", "generative-ai", Fit.NO), **code(Fit.YES, Fit.NO)),
    ),
    "a contrast that denies the whole what it grants the part": (
        "subset-below-itself",
        made(contrasts=(contrast("Yes, well.", "No, never."),)),
    ),
    "an example of what a cell denies": (
        "example-against-cell",
        made(says("copilot", "copilot", Fit.YES, part_of="generative-ai"), **code(Fit.YES, Fit.NO)),
    ),
    "a forecast for a year that its text knows": (
        "forecast-for-past-year",
        made(
            claim("late", value=60, year=2024, forecast=True),
            claim("known", "other", value=77, year=2025),
        ),
    ),
    "a forecast for a past year in a text without a day": (
        "forecast-for-past-year",
        made(claim("late", value=60, year=2024, forecast=True)),
    ),
    "a forecast for a year before its text": (
        "forecast-for-past-year",
        made(claim("late", value=60, year=2023, forecast=True, source="dated")),
    ),
    "two measures set beside each other": (
        "unlike-measures",
        made(
            claim(
                "now",
                measure="use-or-explore",
                value=77,
                unit="percent",
                year=2025,
                compared_with=("then",),
            ),
            claim("then", measure="use", value=20, unit="percent", year=2017),
        ),
    ),
    "growth called equal at unequal rates": (
        "unequal-growth",
        made(
            claim("equal", measure="equal-growth", compared_with=("fast", "slow")),
            claim("fast", "a", growth_percent=Decimal("39.6")),
            claim("slow", "b", growth_percent=Decimal(17)),
        ),
    ),
    "one thing, one year, two figures": (
        "figures-apart",
        made(
            billions("high", "1.81", 2030),
            billions("low", 917, 2030, unit="million USD", source="other"),
        ),
    ),
    "growth that ends far from a neighbour": (
        "figures-apart",
        made(WHOLE, billions("neighbour", 207, 2030, source="other")),
    ),
    "a figure repeated as another thing": (
        "misquoted",
        made(
            claim("repeated", "all-ai", value=40, year=2027, quotes="first"),
            claim("first", "generative-ai", value=40, year=2027),
        ),
    ),
}
CLEAN: dict[str, Catalog] = {
    "a part within its whole": made(
        WHOLE, billions("part", "480", 2030, subject="film", part_of="market", unit="billion USD")
    ),
    "a part in another unit": made(
        billions("whole", 5, 2030),
        claim("part", "film", value=9, unit="billion hours", year=2030, part_of="market"),
    ),
    "a part beyond the years of the growth": made(
        WHOLE, billions("part", "1.8", 2031, subject="film", part_of="market", unit="trillion USD")
    ),
    "shares need not add up": made(
        claim("whole", value=20, unit="percent", year=2025),
        claim("part", "designers", value=82, unit="percent", year=2025, part_of="market"),
    ),
    "a whole that does what its part does": made(
        says("whole", "generative-ai", Fit.YES),
        says("part", "language-models", Fit.YES, part_of="generative-ai"),
        **code(Fit.YES, Fit.NO),
    ),
    "a part that does less than its whole": made(
        says("whole", "generative-ai", Fit.YES), **code(Fit.LIMITED, Fit.YES)
    ),
    "the two columns of the matrix": made(**code(Fit.YES, Fit.NO)),
    "a contrast that grants both": made(
        contrasts=(contrast("Yes.", "Yes."), replace(contrast("No.", "Yes."), slug="b"))
    ),
    "an example of what a cell grants": made(
        says("flux", "flux", Fit.YES, part_of="generative-ai"), **code(Fit.NO, Fit.LIMITED)
    ),
    "a language model as an example": made(
        says("llm", "language-models", Fit.YES, part_of="generative-ai"), **code(Fit.YES, Fit.NO)
    ),
    "a forecast for a year to come": made(claim("soon", value=60, year=2027, forecast=True)),
    "a dated forecast whose year is over": made(
        claim("old", value=60, year=2025, forecast=True, source="dated")
    ),
    "one measure, two years": made(
        claim("now", value=77, unit="percent", year=2025, compared_with=("then",)),
        claim("then", value=20, unit="percent", year=2017),
    ),
    "growth called equal at nearly equal rates": made(
        claim("equal", measure="equal-growth", compared_with=("a", "b")),
        claim("a", "a", growth_percent=Decimal(20)),
        claim("b", "b", growth_percent=Decimal(21)),
    ),
    "growth called equal at one rate": made(
        claim("equal", measure="equal-growth", compared_with=("a", "gone")),
        claim("a", "a", growth_percent=Decimal(20)),
    ),
    "figures within half": made(
        billions("high", "67.18", 2024), billions("low", "44.89", 2024, source="other")
    ),
    "figures for different years": made(billions("a", 1, 2024), billions("b", 9, 2030)),
    "a figure repeated as it was": made(
        claim("repeated", value=40, year=2027, quotes="first"),
        claim("first", value=40, year=2027, source="other"),
    ),
}


def test_every_rule_has_an_example_of_both() -> None:
    assert {rule for rule, _ in FOUND.values()} == {rule.slug for rule in RULES}
    assert len(CLEAN) >= len(RULES)


@pytest.mark.parametrize(("rule", "catalog"), FOUND.values(), ids=FOUND)
def test_contradiction_is_found(rule: str, catalog: Catalog) -> None:
    (found,) = (each for each in contradictions(catalog, ON) if each.rule.slug == rule)

    assert found.claims == {row.slug for row in catalog.claims}
    assert found.arithmetic
    assert all(side.words for side in found.sides)


@pytest.mark.parametrize("catalog", CLEAN.values(), ids=CLEAN)
def test_nothing_is_found_where_nothing_is_wrong(catalog: Catalog) -> None:
    assert contradictions(catalog, ON) == ()


def without(catalog: Catalog, slug: str) -> Catalog:
    return without_orphans(
        replace(catalog, claims=tuple(row for row in catalog.claims if row.slug != slug))
    )


# The starter catalog

KNOWN = {
    "part-exceeds-whole": {"video-opportunity-2030", "genai-market-2024"},
    "subset-below-itself": {
        "generative-ai-writes-no-code",
        "language-models-write-code",
        "copilot-generates-code",
    },
    "forecast-for-past-year": {"multimodal-investment-2024", "company-adoption-2025"},
    "unlike-measures": {"company-adoption-2025", "company-adoption-2017"},
    "unequal-growth": {"image-growth-equals-language", "image-market-2030", "genai-market-2024"},
    "figures-apart": {"genai-market-2024", "genai-market-2030-artsmart"},
    "misquoted": {"multimodal-deployments-2027", "multimodal-solutions-2027"},
}


def test_starter_catalog_has_the_contradictions_of_the_article() -> None:
    found = [(each.rule.slug, set(each.claims)) for each in contradictions(starter_catalog(), ON)]

    assert [pair for pair in KNOWN.items() if pair not in found] == []


@pytest.mark.parametrize(
    "found", contradictions(starter_catalog(), ON), ids=lambda found: found.name
)
def test_deleting_the_claim_that_causes_a_contradiction_removes_it(found: Contradiction) -> None:
    causes = found.doubted if found.rule.slug == "forecast-for-past-year" else found.claims

    for slug in causes:
        left = contradictions(without(starter_catalog(), slug), ON)
        assert [each for each in left if each.rule == found.rule and slug in each.claims] == []
        assert found not in left


def test_working_shows_the_sum() -> None:
    found = next(
        each
        for each in contradictions(starter_catalog(), ON)
        if each.rule.slug == "part-exceeds-whole"
    )

    assert found.arithmetic == (
        "$67.18 billion in 2024 × 1.396⁶ ≈ $497 billion in 2030. "
        "The part is given as $1.8 trillion for 2030: 3.62 times the whole."
    )


@given(
    start=st.decimals(1, 1000, places=2),
    rate=st.decimals(0, 100, places=1),
    years=st.integers(1, 12),
    scale=st.sampled_from(("million", "billion", "trillion")),
)
@settings(max_examples=60)
def test_compounding_is_repeated_multiplication(
    start: Decimal, rate: Decimal, years: int, scale: str
) -> None:
    row = billions("row", start, 2020, unit=f"{scale} USD", growth_percent=rate, horizon=2032)

    stated, grown = amount(row, 2020), amount(row, 2020 + years)

    assert stated is not None
    assert grown is not None
    expected = stated.low
    for _ in range(years):
        expected *= 1 + rate / 100
    assert abs(grown.low - expected) <= abs(expected) * Decimal("1e-20")


# How a claim stands

STANDS: dict[str, tuple[Catalog, ClaimStatus]] = {
    "nobody named by a seller": (made(claim("it", source="seller")), ClaimStatus.UNSOURCED),
    "no source": (made(claim("it", source="unsourced")), ClaimStatus.UNSOURCED),
    "one source": (made(claim("it", value=1, year=2024)), ClaimStatus.SINGLE),
    "two that agree": (
        made(claim("it", value=100, year=2024), claim("b", value=104, year=2024, source="other")),
        ClaimStatus.SUPPORTED,
    ),
    "two by one publisher": (
        made(claim("it", value=100, year=2024), claim("b", value=104, year=2024)),
        ClaimStatus.SINGLE,
    ),
    "the maker’s own": (
        made(claim("it", attributed_to="Acme"), providers=(Provider(slug="acme", name="Acme"),)),
        ClaimStatus.VENDOR,
    ),
    "a newer one by the same people": (
        made(claim("it", value=14, year=2023), claim("b", value=15, year=2025)),
        ClaimStatus.SUPERSEDED,
    ),
    "a dated forecast whose year is over": (
        made(claim("it", value=60, year=2025, forecast=True, source="dated")),
        ClaimStatus.SUPERSEDED,
    ),
    "in a contradiction": (
        made(billions("it", 1, 2030), billions("b", 9, 2030, source="other")),
        ClaimStatus.DISPUTED,
    ),
    "set right by an editor": (
        made(
            billions("it", 1, 2030, status=ClaimStatus.SUPPORTED),
            billions("b", 9, 2030, source="other"),
        ),
        ClaimStatus.SUPPORTED,
    ),
}


@pytest.mark.parametrize(("catalog", "status"), STANDS.values(), ids=STANDS)
def test_claim_stands(catalog: Catalog, status: ClaimStatus) -> None:
    assert claim_reviews(catalog, ON)["it"].status is status


def test_editors_ruling_wins_and_says_so() -> None:
    catalog = STANDS["set right by an editor"][0]

    review = claim_reviews(catalog, ON)["it"]

    assert (review.ruled, review.status, review.found) == (
        True,
        ClaimStatus.SUPPORTED,
        ClaimStatus.DISPUTED,
    )
    assert "it" not in disputed(catalog, ON).claims
    assert "b" in disputed(catalog, ON).claims


def test_what_shows_the_fault_is_not_at_fault() -> None:
    stands = claim_reviews(starter_catalog(), ON)

    assert stands["multimodal-solutions-2027"].status is ClaimStatus.SINGLE
    assert stands["multimodal-deployments-2027"].status is ClaimStatus.DISPUTED


def test_disputed_names_cells_and_what_rests_on_the_same_source() -> None:
    statement = Guidance(
        slug="tip", topic=Topic.LAW, statement="So it is.", source="other", as_of=ON
    )
    catalog = made(
        billions("a", 1, 2030),
        billions("b", 9, 2030, source="other"),
        says("copilot", "copilot", Fit.YES, part_of="generative-ai"),
        guidance=(statement,),
        **code(Fit.YES, Fit.NO),
    )

    found = disputed(catalog, ON)

    assert found.claims == {"a", "b", "copilot"}
    assert found.cells == {("code", Branch.MEDIA)}
    assert found.guidance == {"tip"}


# Pages that lean on what is disputed


def test_claims_page_lists_contradictions_and_drops_them_with_their_claim(
    client: Client, starter_release: Release
) -> None:
    before = client.get("/claims/").text
    publish_catalog(without(starter_catalog(), "video-opportunity-2030"))

    after = client.get("/claims/").text

    title = "A part of $1.8 trillion in a whole of $497 billion"
    assert title in before
    assert title not in after
    assert before.count('id="clash-') == after.count('id="clash-') + 1


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
        assert (
            "v v-disputed" in html.split('id="doubted"')[0]
        )  # the answer itself is marked by rule
    assert 'id="doubted"' not in client.get("/use-cases/menu-photos/").text


def test_true_statements_are_not_disputed_and_one_dispute_counts_once() -> None:
    catalog = starter_catalog()
    stands = claim_reviews(catalog, ON)
    about_code = [
        each
        for each in contradictions(catalog, ON)
        if "generative-ai-writes-no-code" in each.claims
    ]

    assert len(about_code) == 1
    assert about_code[0].doubted == {"generative-ai-writes-no-code"}
    assert len(contradictions(catalog, ON)) == 8
    for slug in (
        "copilot-generates-code",
        "language-models-write-code",
        "company-adoption-2017",
        "genai-yearly-value",
    ):
        assert stands[slug].status is ClaimStatus.TRUE
    assert stands["company-adoption-2025"].status is ClaimStatus.OTHER_YEAR
    assert not disputed(catalog, ON).claims & {
        "copilot-generates-code",
        "language-models-write-code",
    }


def test_law_rests_on_the_text_of_the_law() -> None:
    catalog = starter_catalog()

    for row in catalog.guidance:
        source = catalog.source[row.source]
        if row.slug.startswith("law-eu-") and row.slug != "law-eu-code-of-practice":
            assert (source.voice, source.publisher) == (Voice.OFFICIAL, "European Union"), row.slug
            assert source.url.startswith("https://eur-lex.europa.eu/eli/reg/")
            assert "Article" in source.title
            assert "read as quoted" in source.title
