"""What the tools say is what the engine, the pages and the rows say.

Each statement has its source, day and page.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.search.finding import jobs_of
from config.environment import PROJECT
from tests.agreement import oracle
from tests.support import starter_catalog
from tests.wizard.mcp.asking import data_of, result_of, text_of
from tests.wizard.plans import ON
from wizard.decision.vocabulary import Stakes
from wizard.document.decided import ending_name
from wizard.mcp.decide import PARAMETERS
from wizard.models import Plan
from wizard.plans import pages
from wizard.plans.deciding import decide_now
from wizard.questions.page_order import all_questions, journey_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

DAY = ON.isoformat()
SUPPORT: dict[str, Any] = {
    "job": "support-email-reply",
    "results": 300,
    "stakes": "money",
    "decides_on": ["nothing"],
    "place": "eu",
    "works_in": ["microsoft-365"],
    "as_of": DAY,
}
STORED = {
    "what": {"jobs": ["support-email-reply"]},
    "amounts": {"support-email-reply-results": "300"},
    "mistakes": {"support-email-reply-stakes": "money"},
    "decisions": {"support-email-reply-decides_on": ["nothing"]},
    "material": {"place": "eu"},
    "software": {"works_in": ["microsoft-365"]},
}


def statements(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every statement of an answer."""
    if isinstance(found, dict):
        if "says" in found and "known" in found:
            yield found
        for part in found.values():
            yield from statements(part)
    elif isinstance(found, list):
        for part in found:
            yield from statements(part)


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# --------------------------------------------------------------------------------- decide


def test_decision_is_the_engines_in_the_words_of_the_plan(client: Client) -> None:
    catalog = starter_catalog()
    decided = decide_now(journey_of(STORED, catalog, ON).answers, catalog, ON)
    head = pages.document(decided).head
    data = data_of(client, "decide", **SUPPORT)

    assert data["status"] == "decided"
    assert data["ending"] == ending_name(decided.decision.jobs[0].ending)
    assert (data["headline"], tuple(data["lead"])) == (head.headline, head.lead)
    tiles = {key: data[key] for key in ("cost", "test", "stop", "risk") if data[key]}
    assert {key: tile["says"] for key, tile in tiles.items()} == {
        tile.key: tile.big for tile in head.tiles
    }
    assert head.headline in text_of(result_of(client, "decide", **SUPPORT))


def test_decision_is_that_of_the_api(client: Client) -> None:
    sent = {"answers": STORED}
    api = client.post(f"/api/v1/decide?as_of={DAY}", sent, content_type="application/json").json()
    data = data_of(client, "decide", **SUPPORT)

    assert (data["release"], data["digest"]) == (api["release"], api["digest"])
    names = {row["name"] for row in api["assumed"]}
    assert {row["argument"] for row in data["assumed"]} <= names
    assert "wage_usd" in {row["argument"] for row in data["assumed"]}


def test_grave_job_is_asked_back_before_anything_is_named(client: Client) -> None:
    data = data_of(client, "decide", job="contract-review", as_of=DAY)

    assert data["status"] == "needs_answers"
    assert data["headline"] == ""
    assert [row["argument"] for row in data["questions"]] == ["stakes", "decides_on"]
    assert [pick["value"] for pick in data["questions"][0]["picks"]] == [
        word.value for word in Stakes
    ]
    answered = data_of(
        client, "decide", job="contract-review", stakes="money", decides_on=["nothing"], as_of=DAY
    )
    assert answered["status"] == "decided"
    assert answered["headline"]


def test_own_words_are_asked_what_comes_out_and_who_decides_by_it(client: Client) -> None:
    asked = data_of(client, "decide", job="sort old photographs", as_of=DAY)
    known = data_of(
        client,
        "decide",
        job="sort old photographs",
        medium="data",
        act="sort",
        decides_on=["person"],
        as_of=DAY,
    )
    drawn = data_of(client, "decide", job="old photographs", medium="image", as_of=DAY)

    assert [row["argument"] for row in drawn["questions"]] == ["decides_on"]
    assert [row["argument"] for row in asked["questions"]] == ["medium", "act", "decides_on"]
    assert (known["status"], known["ending"]) == ("decided", "wrong-tool")


def test_link_opens_the_wizard_with_the_answers_filled_in(client: Client) -> None:
    link = urlsplit(data_of(client, "decide", **SUPPORT)["wizard"])
    shown = client.get(f"{link.path}?{link.query}")
    page = plain(shown.content.decode())

    assert Plan.objects.count() == 0
    assert "300" in page
    assert "Microsoft 365" in page
    started = client.post(link.path, {"answers": parse_qs(link.query)["answers"][0]})
    assert started.status_code == 303
    assert Plan.objects.get().answers == STORED


@pytest.mark.parametrize(
    "answers",
    ["", "{", "[]", '{"what": 5}', '{"nothing": {}}', '{"what":{"jobs":["a\\u0000"]}}', "[" * 900],
)
def test_link_with_answers_that_are_none_starts_empty(client: Client, answers: str) -> None:
    shown = client.get("/plan/new/", {"answers": answers})
    started = client.post("/plan/new/", {"answers": answers})

    assert (shown.status_code, started.status_code) == (200, 303)
    assert Plan.objects.get().answers == {}


def test_what_the_firm_pays_for_is_named_by_its_plans(client: Client) -> None:
    paid = ["ChatGPT Business", "Claude Team"]
    sent = [part for name in paid for part in (name, "")]
    stored = {**STORED, "software": {"works_in": ["microsoft-365"], "paid": sent}}
    catalog = starter_catalog()
    decided = decide_now(journey_of(stored, catalog, ON).answers, catalog, ON)
    data = data_of(client, "decide", **SUPPORT, paid=paid)

    assert len(decided.answers.paid) == len(paid)
    assert data["headline"] == pages.document(decided).head.headline


def test_money_is_said_in_the_currency_that_is_named(client: Client) -> None:
    in_euros = {**SUPPORT, "currency": "EUR", "wage_usd": 30, "limit_usd": 500}
    stored = {
        **STORED,
        "by-hand": {"wage_usd": "30", "currency": "EUR"},
        "limit": {"limit_usd": "500"},
    }
    catalog = starter_catalog()
    decided = decide_now(journey_of(stored, catalog, ON).answers, catalog, ON)
    data = data_of(client, "decide", **in_euros)

    assert "€" in data["cost"]["says"]
    assert data["cost"]["says"] == pages.document(decided).head.tiles[0].big


def test_every_question_before_the_plan_is_an_argument() -> None:
    left_out = {"words", "jobs", "worst"}  # the job itself, and what is only quoted
    asked = {row.name for row in all_questions() if not row.page.on_plan}

    assert {*PARAMETERS} == asked - left_out


# ------------------------------------------------------------------------------- find, look up


def test_jobs_are_those_that_the_search_finds(client: Client) -> None:
    catalog = starter_catalog()
    digest = data_of(client, "decide", **SUPPORT)["digest"]
    with (PROJECT / "tests/catalog/queries.csv").open(encoding="utf-8") as file:
        words = [row["query"] for row in csv.DictReader(file)][::40]

    for query in words:
        found = data_of(client, "find_job", words=query)["jobs"]
        assert [row["id"] for row in found] == list(jobs_of(query, digest, catalog))[:5], query


@pytest.mark.parametrize("slug", ["gpt-4o", "claude-sonnet-4-5", "whisper-large-v3-turbo"])
def test_a_model_costs_and_ends_as_its_rows_say(client: Client, slug: str) -> None:
    data = data_of(client, "look_up", name=slug, kind="model", as_of=DAY)
    groups = {group["heading"]: group["statements"] for group in data["subject"]["groups"]}
    page = plain(client.get(f"/models/{slug}/?as_of={DAY}").content.decode())

    rows = [
        row
        for row in oracle.rows("prices")
        if row["offer"].startswith(f"{slug}@")
        and row["valid_from"] <= DAY
        and (not row["valid_to"] or row["valid_to"] >= DAY)
    ]
    sources = {row["source"] for row in rows}
    titles = {oracle.by_slug("sources")[source]["title"] for source in sources}
    said = {row["source"]["title"] for row in groups["What it costs"] if row["known"]}
    assert said <= titles | {
        oracle.by_slug("sources")[row["source"]]["title"]
        for row in oracle.rows("offers")
        if row["model"] == slug
    } | {
        oracle.by_slug("sources")[row["source"]]["title"]
        for row in oracle.rows("prices")
        if row["offer"].startswith(f"{slug}@")
    }
    for statement in groups["How long it is sold"][1:]:
        assert statement["says"].partition(";")[0] in page


def test_what_nobody_says_is_said_to_be_unknown(client: Client) -> None:
    unknown = [
        row for row in oracle.rows("models") if not row["licence"] and row["listed"] != "false"
    ]
    slug = unknown[0]["slug"]
    found = result_of(client, "look_up", name=slug, kind="model", as_of=DAY)
    licence = next(
        row for row in statements(found["structuredContent"]) if row["about"] == "Licence"
    )

    assert (licence["known"], licence["says"], licence["source"]) == (False, "unknown", None)
    assert "Unknown, no source says" in text_of(found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("chatgpt plus price", "app_plan"),
        ("what is a token", "term"),
        ("GPT-4o", "model"),
        ("claude", "app"),
        ("Intercom Fin", "app"),
        ("midjourney free trial", "app"),
        ("openai", "provider"),
        ("market-size-2030", "claim"),
        ("product-description", "use_case"),
    ],
)
def test_a_name_is_understood_as_the_search_does(client: Client, name: str, kind: str) -> None:
    found = [row["slug"] for row in oracle.rows("claims")]
    sent = found[0] if kind == "claim" else name

    assert data_of(client, "look_up", name=sent)["subject"]["kind"] == kind


def test_a_version_that_is_not_on_file_is_not_taken_for_another(client: Client) -> None:
    data = data_of(client, "look_up", name="claude sonnet 9.7")

    assert data["subject"] is None
    assert data["note"]


# ---------------------------------------------------------------------------- compare, changes


def test_comparison_without_a_job_speaks_of_no_page_that_an_assistant_does_not_see(
    client: Client,
) -> None:
    names = ["ChatGPT", "Claude"]
    said = result_of(client, "compare", kind="app", names=names)
    page = client.get("/apps/compare/?m=chatgpt&m=claude").text

    asks = "Choose a job, and the first row"
    assert "Choose" not in text_of(said).partition("\n- ")[0]
    assert asks in page
    assert asks not in client.get("/apps/compare/?m=chatgpt&m=claude&job=meeting-minutes").text


def test_comparison_says_what_its_page_says(client: Client) -> None:
    data = data_of(
        client,
        "compare",
        kind="app",
        names=["ChatGPT", "claude"],
        job="support-email-reply",
        results=300,
        as_of=DAY,
    )
    address = urlsplit(data["address"])
    page = plain(client.get(f"{address.path}?{address.query}&as_of={DAY}").content.decode())

    assert [side["id"] for side in data["sides"]] == ["chatgpt", "claude"]
    assert data["summary"] in page
    alone = data_of(client, "look_up", name="claude", kind="app", as_of=DAY)
    own = [row["statement"] for line in data["lines"] for row in line["sides"]]
    assert [row for row in own if row in list(statements(alone))]


@pytest.mark.parametrize(
    ("kind", "names"), [("app", ["chatgpt", "claude"]), ("model", ["gpt-4o", "claude-sonnet-4-5"])]
)
def test_comparison_leaves_out_what_is_alike_or_unknown_and_says_how_much(
    client: Client, kind: str, names: list[str]
) -> None:
    said = result_of(client, "compare", kind=kind, names=names, as_of=DAY)
    data = said["structuredContent"]
    sides = [
        Counter(
            (group["heading"], row["about"], row["says"], row["known"])
            for group in data_of(client, "look_up", name=name, kind=kind, as_of=DAY)["subject"][
                "groups"
            ]
            for row in group["statements"]
        )
        for name in names
    ]
    shared = (sides[0] & sides[1]).elements()
    same = [known for *_, known in shared]

    assert data["lines"]
    for line in data["lines"]:
        rows = [row["statement"] for row in line["sides"]]
        assert any(row["known"] for row in rows)
        assert len(rows) == 1 or rows[0]["says"] != rows[1]["says"]
    assert 0 < data["alike"] <= same.count(True)
    assert data["unknown"] >= same.count(False)
    assert f"Left out: {data['alike']} where all have the same answer, {data['unknown']}" in (
        text_of(said)
    )


def test_changes_are_those_of_the_page(client: Client) -> None:
    since = date(2026, 10, 1)
    data = data_of(client, "what_changed", since=since.isoformat(), kind="new", as_of=DAY)
    released = {
        row["slug"]
        for row in oracle.rows("models")
        if row["released"] >= since.isoformat()
        and min(row["released"], row["as_of"]) <= DAY
        and row["listed"] != "false"
    }

    listed = {row["id"] for row in data["changes"]}
    assert len(listed) + data["more"] == len(released)
    assert listed <= released
    page = plain(client.get(f"/changes/?kind=new&year=2026&as_of={DAY}").content.decode())
    names = [oracle.by_slug("models")[slug]["name"] for slug in listed]
    happened = [row["id"] for row in data["changes"] if not row["announced"]]
    assert all(oracle.by_slug("models")[slug]["name"] in page for slug in happened), names


def test_changes_from_a_day_on_are_with_that_day_as_in_the_api(client: Client) -> None:
    day = next(row for row in oracle.rows("models") if row["slug"] == "gpt-4o")["released"]
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()

    for since in (day, after):
        data = data_of(client, "what_changed", since=since, of="gpt-4o", kind="new", as_of=DAY)
        query = f"changes?as_of={DAY}&model=gpt-4o&kind=new&day_from={since}"
        items = client.get(f"/api/v1/{query}").json()["items"]
        assert [row["day"] for row in data["changes"]] == [row["day"] for row in items]
        assert bool(items) == (since == day)


@pytest.mark.parametrize(
    ("day", "status"),
    [("1999-12-31", 400), ("2000-01-01", 200), ("2099-12-31", 200), ("2100-01-01", 400)],
)
def test_pages_api_and_tools_take_the_same_days(client: Client, day: str, status: int) -> None:
    api = client.get(f"/api/v1/models?as_of={day}").status_code
    said = result_of(client, "look_up", name="gpt-4o", as_of=day)

    assert client.get(f"/calendar/?as_of={day}").status_code == status
    assert api == (200 if status == 200 else 422)
    assert said["isError"] == (status != 200)


def test_changes_of_one_name_are_its_own(client: Client) -> None:
    data = data_of(client, "what_changed", since="2025-01-01", of="gpt-4o", as_of=DAY)

    assert {row["id"] for row in data["changes"]} == {"gpt-4o"}


# ------------------------------------------------------------------------------ every statement

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("find_job", {"words": "translate our catalogue"}),
    ("decide", {**SUPPORT}),
    ("look_up", {"name": "gpt-4o"}),
    ("look_up", {"name": "chatgpt", "kind": "app"}),
    ("look_up", {"name": "choosing-a-model", "kind": "article"}),
    ("compare", {"kind": "model", "names": ["gpt-4o", "claude sonnet 4.5"]}),
    ("what_changed", {"since": "2026-11-01"}),
]


@pytest.mark.parametrize(("tool", "arguments"), ASKED)
def test_every_statement_has_source_day_and_page(
    client: Client, tool: str, arguments: dict[str, Any]
) -> None:
    rows = list(statements(data_of(client, tool, **arguments)))
    # A statement on an app may carry no day of its own: its source names none.
    undated = [row for row in rows if row["known"] and not row["as_of"]]
    addresses = {urlsplit(row["address"]) for row in rows}

    assert rows
    assert [row for row in rows if row["known"] and not row["source"]] == []
    assert all(row["source"]["title"] for row in undated)
    assert len(undated) * 10 <= len(rows)
    for address in sorted({address.path for address in addresses})[:8]:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(("tool", "arguments"), ASKED)
def test_no_tool_reads_plans_or_people(
    client: Client, tool: str, arguments: dict[str, Any]
) -> None:
    with CaptureQueriesContext(connection) as queries:
        result_of(client, tool, **arguments)

    tables = {name for query in queries for name in re.findall(r'"(\w+?_\w+)"', query["sql"])}
    private = {name for name in tables if name.startswith(("wizard_", "auth_", "axes_"))}
    writes = [row["sql"] for row in queries if not row["sql"].lstrip().startswith("SELECT")]
    assert private == set()
    assert [sql for sql in writes if "ratewindow" not in sql and "entry" not in sql.lower()] == []
