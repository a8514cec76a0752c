"""Everybody whose terms ask for it is named: on the page of credits, and in README."""

from dataclasses import replace

import pytest

from catalog.credits import OWNERS, credits_of
from config.environment import PROJECT
from tests.agreement.oracle import rows
from tests.support import starter_catalog

README = " ".join((PROJECT / "README.md").read_text(encoding="utf-8").split())
CREDITS = {credit.who: credit for credit in credits_of(starter_catalog())}


def stated() -> dict[str, dict[str, str]]:
    """Return the sources with terms of which the files of the starter catalog have rows."""
    kinds = (file.stem for file in (PROJECT / "fixtures").glob("*.csv"))
    used = {row.get("source", "") for kind in kinds for row in rows(kind)}
    return {row["slug"]: row for row in rows("sources") if row["slug"] in used and row["licence"]}


def test_every_source_with_terms_is_that_of_somebody_on_the_list() -> None:
    sources = {row.slug: row for row in starter_catalog().sources}
    unnamed = [slug for slug in stated() if not any(owner.owns(sources[slug]) for owner in OWNERS)]

    assert len(stated()) > 300
    assert unnamed == []


def test_whoever_has_rows_is_named_in_the_readme_too() -> None:
    assert len(CREDITS) > 20
    assert [who for who in CREDITS if who not in README] == []


def test_rows_are_those_of_the_files() -> None:
    euro = {slug for slug, row in stated().items() if "EuroEval" in row["licence"]}
    scores = sum(row["source"] in euro for row in rows("scores"))

    assert f"{scores} scores" in CREDITS["EuroEval"].rows


@pytest.mark.parametrize(
    ("licence", "publisher", "names"),
    [
        ("MIT, models.dev and model-prices", "models.dev", ["models.dev", "model-prices"]),
        ("copies of the LiteLLM list (MIT)", "AgentOps", ["LiteLLM", "tokencost"]),
        ("as copied by api-evangelist/rows", "Rows", ["API Evangelist"]),
        ("as copied by LiteLLM 1.110.2 (MIT)", "Mistral AI", ["LiteLLM"]),
        ("CC BY 4.0, somebody new", "Somebody", []),
    ],
)
def test_terms_name_their_owners(licence: str, publisher: str, names: list[str]) -> None:
    source = next(row for row in starter_catalog().sources if row.licence)
    stating = replace(source, licence=licence, publisher=publisher)

    assert [owner.who for owner in OWNERS if owner.owns(stating)] == names
