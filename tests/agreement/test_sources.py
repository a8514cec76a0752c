"""Pages and API say what the sources say.

Recorded extracts, the raw rows and what is rendered are compared.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import batched
from typing import Any

import pytest
from django.test import Client

from tests.agreement import oracle, recorded
from tests.agreement.oracle import by_slug, parts, rows
from tests.agreement.page_text import text_of
from tests.agreement.recorded import Said
from tests.support import page_of

TODAY = date(2026, 11, 30)
DIRECTIONS = ("reads", "makes")
NOT = {"reads": "does_not_read", "makes": "does_not_make"}
LABELS = {
    "text": "text",
    "document": "documents",
    "image": "pictures",
    "video": "video",
    "speech": "speech",
    "music": "music",
    "3d": "3D shapes",
    "vector": "embeddings",
}
LIMITS = ("input_limit", "total_limit", "output_limit")
# What lists say by habit, of models of these purposes: that picture and film models read and make
# PDF, that text comes out of a model that makes rows of numbers, and pictures out of a language
# model that calls a tool for them.
DOUBTFUL = {
    "reads document": {"image", "video"},
    "makes document": {"image", "video"},
    "makes text": {"embedding"},
    "makes image": {"general"},
}
rendered = pytest.mark.usefixtures("starter_release")


def listed() -> Iterator[str]:
    """Yield the models that are on sale on the day."""
    yield from sorted(oracle.on_sale(TODAY))


def sentences_of(row: oracle.Row) -> Iterator[tuple[str, str]]:
    """Yield what a statement on file says of media: “reads text”, “yes”."""
    for direction in DIRECTIONS:
        yield from ((f"{direction} {medium}", "yes") for medium in parts(row[direction]))
        yield from ((f"{direction} {medium}", "no") for medium in parts(row[NOT[direction]]))


# ------------------------------------------------------------------------------------- the extracts


def test_every_extract_is_of_a_source_on_file_and_of_its_day() -> None:
    on_file, index = by_slug("sources"), recorded.index()

    assert recorded.sources() <= on_file.keys()
    for source, copy in index["lists"].items():
        assert on_file[source]["retrieved"] == str(copy["day"]), source
        assert copy["licence"] in on_file[source]["licence"], source
    assert {*index["lists"]} == {*recorded.READERS}


def test_every_extract_is_of_models_on_file() -> None:
    assert {said.model for said in recorded.everything()} <= by_slug("models").keys()


def test_quoted_words_hold_the_figures_that_are_read_from_them() -> None:
    for page in recorded.index()["pages"]:
        figures = {page[limit] for limit in LIMITS if limit in page}
        assert all(f"{figure:,}" in page["words"] for figure in figures), page["model"]


# ----------------------------------------------------------------------------------------- the rows


def test_no_stands_only_where_a_recorded_source_says_no() -> None:
    """Silence is never a no: each one is in the words or the cells of its source."""
    stated = [
        (row["source"], row["model"], subject)
        for row in rows("model_statements")
        for subject, answer in sentences_of(row)
        if answer == "no"
    ]

    assert len(stated) > 20
    assert [key for key in stated if "no" not in recorded.values(*key)] == []


def test_yes_of_a_recorded_source_is_in_its_extract() -> None:
    unheard = [
        (row["source"], row["model"], subject)
        for row in rows("model_statements")
        if row["source"] in recorded.sources()
        for subject, answer in sentences_of(row)
        if answer == "yes" and "yes" not in recorded.values(row["source"], row["model"], subject)
    ]

    assert unheard == []


def test_what_a_recorded_source_says_of_a_model_on_sale_is_on_file() -> None:
    """What it says of a medium is known of the model, or the catalog shows who disagrees."""
    on_sale = oracle.on_sale(TODAY)
    missing = [
        said
        for said in recorded.everything()
        if said.own and said.model in on_sale and " " in said.subject and not _is_on_file(said)
    ]

    assert missing == []


def _is_on_file(said: Said) -> bool:
    purposes = {*parts(by_slug("models")[said.model]["purposes"])}
    if DOUBTFUL.get(said.subject, set()) & purposes:
        return True
    answers = {
        answer
        for row in oracle.statements_of(said.model)
        for subject, answer in sentences_of(row)
        if subject == said.subject
    }
    return said.value in answers or _differs_within_its_source(said)


def _differs_within_its_source(said: Said) -> bool:
    """Tell whether two entries of a source disagree, and its statement's note tells so."""
    both = recorded.values(said.source, said.model, said.subject) == {"yes", "no"}
    notes = [
        row["note"] for row in oracle.statements_of(said.model) if row["source"] == said.source
    ]
    return both and any(notes)


# ----------------------------------------------------------------------- what goes in and comes out


@rendered
@pytest.mark.django_db
def test_compare_says_of_each_medium_what_its_sources_say(client: Client) -> None:
    """A no is in the words of a recorded source too, past all rows of ours, and denies no yes."""
    words = defaultdict[tuple[str, str], set[str]](set)
    for said in recorded.everything():
        words[said.model, said.subject].add(said.value)
    for models in batched(listed(), 4):
        pair = (*models, "gpt-5")[: max(len(models), 2)]
        query = "&".join(f"m={slug}" for slug in pair)
        html = page_of(client.get(f"/models/compare/?{query}&as_of={TODAY}"))
        for direction in DIRECTIONS:
            for medium, label in LABELS.items():
                cells = _cells(html, f"{direction.capitalize()} {label}")
                answers = [oracle.said(slug, direction, medium) for slug in pair]
                assert not cells or cells == answers, (direction, medium, pair)
                assert cells or {*answers} == {"unknown"}, (direction, medium, pair)
                for slug, cell in zip(models, cells, strict=False):
                    values = words[slug, f"{direction} {medium}"]
                    is_founded = "no" in values and "yes" not in values
                    assert direction == "makes" or cell != "no" or is_founded, (slug, medium)


def _cells(html: str, label: str) -> list[str]:
    """Return the words of a table's row under a label, in small letters; nothing if no such row."""
    row = html.partition(f'class="plain">{label}</th>')[2].partition("</tr>")[0]
    return [text_of(cell).lower() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


@rendered
@pytest.mark.django_db
def test_api_says_of_each_medium_what_its_sources_say(client: Client) -> None:
    models = list(_models(client))

    assert {model["id"] for model in models} == by_slug("models").keys()
    for model in models:
        for direction in DIRECTIONS:
            for answer, name in (("yes", direction), ("no", NOT[direction])):
                asked = [
                    medium
                    for medium in LABELS
                    if oracle.said(model["id"], direction, medium) == answer
                ]
                found = [medium for medium in model[name] if medium in LABELS]
                assert sorted(found) == sorted(asked), (model["id"], name)


def _models(client: Client) -> Iterator[dict[str, Any]]:
    """Yield the models as the API gives them."""
    for offset in range(0, 1000, 200):
        response = client.get(f"/api/v1/models?as_of={TODAY}&limit=200&offset={offset}")
        assert response.status_code == 200, response.content
        yield from response.json()["items"]


def told_of() -> list[str]:
    """Return the models of which a source says no, and some others, whose pages are read."""
    denied = {
        row["model"]
        for row in rows("model_statements")
        if row["does_not_read"] or row["does_not_make"] or row["note"]
    }
    return sorted(denied | {*list(listed())[::12]})


@rendered
@pytest.mark.django_db
@pytest.mark.parametrize("slug", told_of())
def test_page_of_a_model_names_who_says_yes_or_no(client: Client, slug: str) -> None:
    html = page_of(client.get(f"/models/{slug}/?as_of={TODAY}"))
    table = html.partition('id="media"')[2].partition("</table>")[0]
    item = client.get(f"/api/v1/models/{slug}?as_of={TODAY}").json()["item"]
    proofs = {(row["direction"], row["medium"]): row["source"] for row in item["media"]}

    for medium in LABELS:
        answers = [oracle.said(slug, direction, medium) for direction in DIRECTIONS]
        line = table.partition(f'id="media-{medium}"')[2].partition("</tr>")[0]
        cells = re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL)
        assert bool(cells) or {*answers} == {"unknown"}, medium
        for direction, answer, cell in zip(DIRECTIONS, answers, cells, strict=False):
            assert text_of(cell).lower().startswith(answer), (medium, direction)
            proof = proofs[direction, medium]
            assert (proof is None) == (answer == "unknown"), (medium, direction)
            if proof is not None:
                assert f'href="/sources/{proof}/"' in cell.replace(f"?as_of={TODAY}", "")
                assert answer in {
                    value
                    for row in oracle.statements_of(slug)
                    if row["source"] == proof
                    for subject, value in sentences_of(row)
                    if subject == f"{direction} {medium}"
                }


@rendered
@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug", ["gemini-4-argon", "gpt-6-2-sol", "lyria-3-5", "whisper-large-v3-turbo"]
)
def test_structured_data_of_a_model_says_what_its_sources_say(client: Client, slug: str) -> None:
    html = page_of(client.get(f"/models/{slug}/"))
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    (product,) = [thing for thing in data["@graph"] if thing["@type"] == "Product"]
    said = {(row["name"], row["value"]) for row in product["additionalProperty"]}

    for direction in DIRECTIONS:
        for medium, label in LABELS.items():
            name = f"{direction.capitalize()} {label}"
            answer = oracle.said(slug, direction, medium)
            assert {value for key, value in said if key == name} == {answer} - {"unknown"}


@rendered
@pytest.mark.django_db
@pytest.mark.parametrize("medium", ["document", "image", "video", "speech"])
def test_list_finds_the_models_that_read_a_medium_and_counts_the_unknown(
    client: Client, medium: str
) -> None:
    answers = {slug: oracle.said(slug, "reads", medium) for slug in listed()}
    html = page_of(client.get(f"/models/?reads={medium}&as_of={TODAY}"))

    yes, unknown = (
        sum(answer == word for answer in answers.values()) for word in ("yes", "unknown")
    )
    assert f"<b>{yes}</b> of" in html
    assert f"{unknown} more might fit: no source says whether" in html


@rendered
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/learn/", "/learn/how-they-relate/"])
def test_figure_of_the_family_counts_what_models_make(client: Client, address: str) -> None:
    makers = {medium: oracle.makes(medium) & oracle.on_sale(TODAY) for medium in oracle.MEDIA}
    text = makers["text"] | makers["code"] | makers["data"]
    others = set().union(*(makers[name] for name in ("image", "video", "speech", "music", "3d")))
    html = page_of(client.get(f"{address}?as_of={TODAY}"))
    words = text_of(html.partition('<div class="family">')[2].partition("</figure>")[0])

    assert f"make text, code and tables: {len(text)} on sale" in words
    assert f"belong to both: {len(text & others)} on sale" in words
    assert f"and 3D shapes: {len(others)} on sale" in words
    assert f"{len(oracle.on_sale(TODAY) - text - others)} more on sale make nothing new" in words
    assert {"nano-banana-2-1", "gpt-realtime-2-1"} <= text & others


# ------------------------------------------------------------------------------------------- limits


def test_limit_is_one_that_its_source_gives() -> None:
    strange = [
        (model["slug"], limit, model[limit], source)
        for model in rows("models")
        for limit in LIMITS
        if model[limit]
        for source in [_source_of(model, limit)]
        if source in recorded.sources()
        and model[limit] not in recorded.limits(source, model["slug"], limit)
    ]

    assert strange == []


def _source_of(model: oracle.Row, fact: str) -> str:
    """Return the source that a fact of a model rests on."""
    named = [row for row in oracle.statements_of(model["slug"]) if fact in parts(row["facts"])]
    best = min(named, key=lambda row: (oracle.rank(row), row["as_of"]), default=None)
    return best["source"] if best else model["source"]


def test_thinking_is_switched_off_as_the_source_says() -> None:
    for model in rows("models"):
        source = _source_of(model, "thinking_off")
        said = recorded.values(source, model["slug"], "thinking_off")
        assert not said or model["thinking_off"] in said, model["slug"]


@rendered
@pytest.mark.django_db
def test_api_gives_each_limit_apart_with_its_source(client: Client) -> None:
    for model in list(_models(client)):
        row = by_slug("models")[str(model["id"])]
        for limit in LIMITS:
            found = model[limit]
            assert str(found["value"] or "") == row[limit], (row["slug"], limit)
            assert found["source"] == (_source_of(row, limit) if row[limit] else None)


@rendered
@pytest.mark.django_db
def test_list_compares_what_goes_in_and_says_where_the_answer_counts_too(client: Client) -> None:
    shown: list[tuple[str, str]] = []
    for number in range(1, 20):
        html = page_of(client.get(f"/models/?sort=length&page={number}&as_of={TODAY}"))
        for line in re.findall(r'name="m" value="[^"]+".*?</tr>', html, re.DOTALL):
            slug = line.partition('value="')[2].partition('"')[0]
            cell = line.partition('data-label="Reads at once">')[2].partition("</td>")[0]
            shown.append((slug, text_of(cell)))
        if f"page={number + 1}" not in html:
            break

    assert {slug for slug, _ in shown} == oracle.on_sale(TODAY)
    known = [_at_once(slug) for slug, _ in shown]
    assert known == sorted(known, reverse=True)
    for slug, words in shown:
        model = by_slug("models")[slug]
        if model["input_limit"]:
            assert words == f"{int(model['input_limit']):,}", slug
        elif model["total_limit"]:
            assert words == f"{int(model['total_limit']):,} with the answer", slug
    assert _text_of("gpt-5-6-sol", shown) == _text_of("gpt-5-4", shown) == "922,000"
    assert _text_of("gpt-5-4-nano", shown) == "272,000"


def _at_once(slug: str) -> int:
    model = by_slug("models")[slug]
    return int(model["input_limit"] or model["total_limit"] or 0)


def _text_of(slug: str, shown: list[tuple[str, str]]) -> str:
    return dict(shown)[slug]


# ----------------------------------------------------------------------------------- every other no

# Which facts of a model each kind of list has a column for, by how its slug begins.
SPEAKS = {
    "models-dev": {"open_weights", "self_hosting", "tools", "structured_output", "reasoning"},
    "litellm": {"tools", "structured_output", "reasoning", "thinking_off"},
    "pi-ai": {"reasoning", "thinking_off"},
    "arena": {"open_weights", "self_hosting"},
    "artificial-analysis": {"open_weights", "self_hosting"},
}
YES_OR_NO = (
    "open_weights",
    "self_hosting",
    "commercial_use",
    "tuning",
    "tools",
    "structured_output",
    "reasoning",
    "thinking_off",
)


def speaks_of(source: str, fact: str) -> bool:
    """Tell whether a list has a column for a fact, so that its silence is not read as a no."""
    return any(source.startswith(name) and fact in facts for name, facts in SPEAKS.items())


def test_no_of_a_model_has_a_source_that_speaks_of_it() -> None:
    """It is in a column that its list's row rests on, or in a statement naming the source."""
    unfounded = []
    for model in rows("models"):
        for fact in YES_OR_NO:
            claims = [
                row for row in oracle.statements_of(model["slug"]) if fact in parts(row["facts"])
            ]
            if model[fact] == "no" and not claims and not speaks_of(model["source"], fact):
                unfounded.append((model["slug"], fact, model["source"]))

    assert unfounded == []


def test_fact_of_a_recorded_source_is_in_its_extract() -> None:
    wrong = [
        (row["model"], fact, row["source"])
        for row in rows("model_statements")
        if recorded.speaks_of(row["source"], row["model"])
        for fact in parts(row["facts"])
        if fact not in LIMITS
        and by_slug("models")[row["model"]][fact]
        not in recorded.values(row["source"], row["model"], fact)
    ]

    assert wrong == []


def test_no_of_ours_says_why() -> None:
    for row in rows("model_statements"):
        if row["source"] == "editors-judgement":
            assert row["note"], row["model"]
            assert not row["does_not_read"]
            assert not row["does_not_make"]


def test_no_of_an_offer_or_of_terms_has_a_source_on_file() -> None:
    columns = {
        "offers": ("eu_region", "trains_on_inputs"),
        "data_terms": (
            "trains_on_inputs",
            "zero_retention",
            "eu_region",
            "health_data",
            "soc2",
            "indemnity",
        ),
    }
    unfounded = [
        (row["slug"], column)
        for kind, names in columns.items()
        for row in rows(kind)
        for column in names
        if row[column] == "no" and by_slug("sources")[row["source"]]["slug"] == "unsourced"
    ]

    assert unfounded == []


def test_no_region_is_the_silence_of_a_list() -> None:
    """That a list names two regions says nothing of a third; that it names the only one does."""
    silent = [
        row["slug"]
        for row in rows("offers")
        if row["eu_region"] == "no"
        and not re.search(r"\b(only|alone|no|not|outside)\b", row["regions_note"].lower())
    ]

    assert silent == []


def test_no_free_plan_is_denied_where_the_plans_of_the_seller_were_not_read() -> None:
    read = {row["app"] for row in rows("app_plans")}
    unfounded = [
        row["slug"]
        for row in rows("apps")
        if row["free_plan"] == "no"
        and (row["slug"] not in read or by_slug("sources")[row["source"]]["voice"] != "seller")
    ]

    assert unfounded == []


def test_no_price_rests_on_a_page_of_ends() -> None:
    pages = re.compile(r"deprecation|retirement|lifecycle|offline")
    strange = [row["source"] for row in rows("prices") if pages.search(row["source"])]

    assert strange == []
