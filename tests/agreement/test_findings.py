"""What a reader of an earlier edition found false is true now.

What is rendered is held beside recorded sources.

Each test asks pages and programs alone, so that it can be run on any edition, and names the
sentence that was false.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from itertools import batched
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from tests.agreement import oracle
from tests.agreement.page_text import text_of
from tests.support import page_of

RECORDED = Path(__file__).parent / "recorded"
TODAY = date(2026, 11, 30)
AS_OF = f"as_of={TODAY}"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


@cache
def recorded(source: str) -> tuple[dict[str, str], ...]:
    with (RECORDED / f"{source}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def page(client: Client, address: str) -> str:
    joint = "&" if "?" in address else "?"
    return page_of(client.get(f"{address}{joint}{AS_OF}"))


def compared(client: Client, label: str, *slugs: str) -> list[str]:
    """Return the cells of a row of the comparison."""
    query = "&".join(f"m={slug}" for slug in slugs)
    html = page(client, f"/models/compare/?{query}")
    row = html.partition(f">{label}</th>")[2].partition("</tr>")[0]
    return [text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def events(client: Client) -> list[Any]:
    content = client.get(f"/calendar.ics?{AS_OF}").content
    return list(Calendar.from_ical(content).walk("VEVENT"))


def words_of(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# --------------------------------------------------------------- “Reads documents: No” without a no


def readers_of_documents() -> Iterator[str]:
    """Yield the models of which the list of prices says that documents go in, at their makers."""
    for row in recorded("litellm-1-110-2"):
        is_makers = row["own"] == "true" and row["mode"] in {"chat", "responses"}
        if is_makers and row["supports_pdf_input"] == "true":
            yield row["model"]


def test_what_a_list_says_goes_in_is_not_denied(client: Client) -> None:
    """Compare said of Gemini 4 Argon, first of the list, that it reads no documents.

    It said so of eight others too.
    """
    slugs = sorted(set(readers_of_documents()))
    denied = []
    for several in batched(slugs, 3):
        cells = compared(client, "Reads documents", *several, "gemini-2-5-pro")
        denied += [slug for slug, cell in zip(several, cells, strict=False) if cell == "No"]

    assert {"gemini-4-argon", "claude-haiku-5-5"} <= {*slugs}
    assert denied == []


def test_the_filter_finds_who_reads_documents(client: Client) -> None:
    answer = client.get(f"/api/v1/models?reads=document&limit=200&{AS_OF}").json()

    assert {"gemini-4-argon", "claude-haiku-5-5", "gpt-6-1-terra"} <= {
        row["id"] for row in answer["items"]
    }


# --------------------------------------- “None on sale make text and something else”, where nine do

BOTH = (
    *("nano-banana-2-1", "gemini-3-pro-image", "gemini-3-1-flash-image", "gemini-3-8-live"),
    *("gemini-3-1-flash-lite-image", "gpt-realtime-2-1", "grok-voice-3-0", "nova-2-5-sonic"),
    "gemini-omni-1-2-flash",
)


@pytest.mark.parametrize("address", ["/learn/", "/learn/how-they-relate/"])
def test_the_figure_of_the_family_counts_who_makes_both(client: Client, address: str) -> None:
    figure = page(client, address).partition('class="family"')[2].partition("</figure>")[0]
    words = re.search(r"belong to both\W+([\w ]+) on sale", text_of(figure))

    assert words is not None
    assert words[1] != "None"
    assert int(words[1]) >= len(BOTH)


def test_no_model_is_said_to_make_documents(client: Client) -> None:
    """The page of documents said that 101 models make them."""
    assert "models on sale today make it" not in text_of(page(client, "/modalities/document/"))


# --------------------------------------------- ends of two makers of twenty, one of them on its day


def ends_of_makers() -> dict[str, date]:
    """Return the day that makers name on their pages for each model that ends or ended."""
    return {
        row["model"]: date.fromisoformat(row["retires_on"])
        for row in recorded("ends-bydtech-model-retire-0-1-1")
        if row["seller"] in {"anthropic", "openai"} and row["status"] in {"retired", "deprecated"}
        if row["retires_on"] and "earliest" not in row["note"]
    }


def test_pages_know_the_days_that_makers_name(client: Client) -> None:
    """Claude Sonnet 4.5 ended on the day of the reading, and no page knew.

    24 of 25 models of Anthropic had no end.
    """
    ends = ends_of_makers()
    silent = [
        slug
        for slug, day in ends.items()
        if slug != "gpt-4o"  # one version of it ends apart
        and words_of(day) not in text_of(page(client, f"/models/{slug}/"))
    ]

    assert ends["claude-sonnet-4-5"] == TODAY
    assert len(ends) > 40
    assert silent == []


@pytest.mark.parametrize(
    ("name", "day"),
    [("Claude Sonnet 4.5", TODAY), ("Claude Opus 4.5", date(2027, 1, 22))],
)
def test_calendar_feed_and_changes_tell_an_end(client: Client, name: str, day: date) -> None:
    days = {event["dtstart"].dt for event in events(client) if name in str(event["summary"])}
    feed = unescape(client.get(f"/changes/feed/?kind=gone&{AS_OF}").content.decode())
    changes = text_of(page(client, "/changes/?kind=gone"))

    assert day in days
    assert re.search(rf"{re.escape(name)} [^<]*{words_of(day)}", feed)
    assert re.search(rf"{re.escape(name)} Anthropic Off sale {day.day} {day:%b %Y}", changes)


def test_an_end_belongs_to_its_seller(client: Client) -> None:
    """GPT-4o was on sale until January on its page, and until April at a seller further down."""
    html = page(client, "/models/gpt-4o/")
    ends = text_of(html.partition('id="ends"')[2].partition("</section>")[0])

    assert re.search(r"OpenAI .{0,40}14 January 2027", ends)
    assert re.search(r"Microsoft Foundry .{0,40}14 April 2027", ends)
    assert "It is on sale until 14 April 2027" in text_of(html)


def test_a_doubtful_end_is_not_called_unknown(client: Client) -> None:
    ends = page(client, "/models/mistral-medium-3-5/").partition('id="ends"')[2]

    assert "30 April 2027" in text_of(ends.partition("</section>")[0])


# --------------------------------------------- “Reads at once” was two quantities under one heading


READS_AT_ONCE = {
    "gpt-5-6-sol": 922_000,
    "gpt-5-4": 922_000,
    "gpt-5": 272_000,
    "gpt-5-4-nano": 272_000,
}


def test_what_goes_in_is_compared_with_what_goes_in(client: Client) -> None:
    """GPT-5.6 had what goes in; GPT-5.4 and GPT-5 had that and the answer together."""
    cells = compared(client, "Reads at once", *READS_AT_ONCE)
    figures = [re.match(r"[\d,]+ tokens", cell) for cell in cells]

    assert [figure and figure[0] for figure in figures] == [
        f"{tokens:,} tokens" for tokens in READS_AT_ONCE.values()
    ]


# ----------------------------------------------------- 192, 198 and 264 models, on pages and in API


def test_models_on_file_are_as_many_everywhere(client: Client) -> None:
    foot = re.search(r"([\d,]+) models, ", text_of(page(client, "/")))
    head = re.search(r"[\d,]+ of ([\d,]+) models", text_of(page(client, "/models/")))
    sitemap = client.get("/sitemap.xml").content.decode()
    mapped = {*re.findall(r"/models/([a-z0-9-]+)/</loc>", sitemap)} - {"compare"}
    total = client.get(f"/api/v1/models?limit=1&{AS_OF}").json()["count"]

    assert foot is not None
    assert head is not None
    assert foot[1] == head[1] == str(total) == str(len(mapped))


def test_models_of_old_lists_are_apart_from_those_off_sale(client: Client) -> None:
    """“No longer on sale, or known from price lists only” was one heading."""
    html = text_of(page(client, "/providers/openai/"))

    assert "No longer on sale, or known" not in html
    assert "No longer on sale" in html


# ---------------------------------------------------------------------------- answers of the search


def answers(client: Client, query: str) -> str:
    html = page_of(client.get("/search/", {"q": query, "as_of": str(TODAY)}))
    return text_of(html.partition('id="results"')[2].partition("<h3>")[0])


def test_the_search_does_not_price_another_medium(client: Client) -> None:
    """“Text to speech cheapest” was answered with gpt-oss-20b.

    The sentence was “102 models on sale fit. The cheapest is gpt-oss-20b”.
    """
    words = answers(client, "text to speech cheapest")

    assert "gpt-oss" not in words
    assert "makes: speech" in words


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("claude sonnet 4.5", "/models/claude-sonnet-4-5/"),
        ("is chatgpt free", "/apps/chatgpt/"),
        ("gdpr chatgpt", "/apps/chatgpt/"),
        ("chatgpt vs claude vs gemini", "/apps/"),
        ("gpu for llm", "/machines/"),
        ("which models end in december", "/changes/"),
        ("largest context window", "/models/?sort=length"),
    ],
)
def test_the_search_puts_first_what_is_asked_for(client: Client, query: str, first: str) -> None:
    html = page_of(client.get("/search/", {"q": query})).partition('id="results"')[2]
    hit = re.search(r'class="hit" href="([^"]*)"', html)

    assert hit is not None
    assert unescape(hit[1]).startswith(first)


# --------------------------------------------------- figures in articles, without a row or a source


@pytest.mark.parametrize("figure", ["50", "100", "1.70 dollars an hour"])
def test_figures_in_an_article_lead_to_who_says_them(client: Client, figure: str) -> None:
    """“Prompting, retrieval or tuning” stated figures that none of its sources had."""
    html = page(client, "/learn/prompting-retrieval-or-tuning/")
    ours = re.search(
        rf'<a href="(/guidance/[^"]*)">{re.escape(figure.partition(" ")[0])}</a>', html
    )

    assert figure in text_of(html)
    assert ours is not None
    assert client.get(ours[1].partition("#")[0]).status_code == 200


def test_the_board_of_summaries_is_the_whole_one(client: Client) -> None:
    """Scores of March with 28 models stood beside a cell on the board of September with 96.

    The cell quoted that board.
    """
    scores = client.get(
        f"/api/v1/scores?benchmark=vectara-hallucination-rate&limit=200&{AS_OF}"
    ).json()

    assert {row["as_of"] for row in scores["items"]} == {"2026-09-22"}
    assert len(scores["items"]) > 28


# -------------------------------------------- unknown where it does not apply, or where it is known


def test_what_a_bought_machine_costs_an_hour_does_not_apply(client: Client) -> None:
    """A bought machine has no rent, and a rented one no price to buy: neither is unknown."""
    html = page(client, "/machines/")
    cells = re.findall(r'data-label="Costs">(.*?)</td>', html, re.DOTALL)

    assert len(cells) == len(oracle.rows("machines"))
    assert [text_of(cell) for cell in cells if "not said" in cell] == []
    for row in oracle.rows("machines"):
        line = text_of(html.partition(f'<tr id="{row["slug"]}"')[2].partition("</tr>")[0])
        is_bought = row["deal"] == "buy"
        assert (" once" in line, " an hour" in line) == (is_bought, not is_bought), row["slug"]


@pytest.mark.parametrize(
    ("app", "words"),
    [
        ("chatgpt", ("ChatGPT Free", "Yes, until you switch it off", "ChatGPT Pro $200")),
        ("claude", ("Claude Free", "Yes, until you switch it off", "Claude Team, premium seat")),
        ("github-copilot", ("Max",)),
    ],
)
def test_plans_that_the_public_knows_are_on_file(
    client: Client, app: str, words: tuple[str, ...]
) -> None:
    html = text_of(page(client, f"/apps/{app}/"))

    assert [word for word in words if word not in html] == []
    assert "before there were three sizes" not in html


@pytest.mark.parametrize(
    "slug",
    [
        *("gemini-3-7-flash", "gpt-image-2-5-flare", "gpt-live-1", "sonar-pro", "mistral-ocr-4-1"),
        *("midjourney-v8-1", "midjourney-v8-2", "claude-mythos-5-1", "qwen4-max", "kling-4-0"),
    ],
)
def test_models_that_were_missing_are_on_file(client: Client, slug: str) -> None:
    assert client.get(f"/models/{slug}/").status_code == 200


def test_one_table_of_models_does_not_stand_under_two_captions(client: Client) -> None:
    """Midjourney’s page showed one table as what is inside, and again as what may be."""
    html = page(client, "/apps/midjourney/")

    assert html.count('<a href="/models/midjourney-v8-2/') == 1


def test_a_model_without_a_price_says_whether_somebody_looked(client: Client) -> None:
    without = text_of(page(client, "/models/muse-video/").partition('id="price"')[2])
    unseen = text_of(page(client, "/models/kling-4-0/").partition('id="price"')[2])

    assert "30 November 2026" in without.partition("Measured")[0]
    assert "nobody has looked for one yet" in unseen


# ------------------------------------------------------------------------------------------ wording


def test_a_first_price_is_not_said_to_be_older_than_its_model(client: Client) -> None:
    for slug in ("gpt-6-2-sol", "claude-opus-5-5", "gemini-4-argon", "claude-sonnet-5-5"):
        model = client.get(f"/api/v1/models/{slug}?{AS_OF}").json()["item"]
        day = date.fromisoformat(model["released"])
        rows = re.findall(r"<tr>.*?</tr>", page(client, f"/models/{slug}/"), re.DOTALL)
        first = [row for row in rows if f"{day.day} {day:%b %Y}" in text_of(row)]
        assert all("in force earlier" not in row for row in first), slug


def test_an_announced_price_was_not_seen_in_force(client: Client) -> None:
    rows = re.findall(r"<tr>.*?</tr>", page(client, "/models/gemini-4-argon/"), re.DOTALL)
    ahead = [text_of(row) for row in rows if "1 Dec 2026" in text_of(row) and "open" in row]

    assert ahead
    assert all("announced, read" in row and "last seen" not in row for row in ahead)


def test_embeddings_are_called_embeddings(client: Client) -> None:
    assert "Search numbers" not in text_of(page(client, "/modalities/"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/learn/what-is-generative-ai/", r"pixels and (sound )?wave"),
        ("/learn/contrasts/", "Differences, how we see each, and where it was read"),
    ],
)
def test_what_was_nowhere_is_told(client: Client, address: str, words: str) -> None:
    assert re.search(words, text_of(page(client, address)), re.IGNORECASE)


def test_the_contrasts_have_links_that_lead_to_them(client: Client) -> None:
    leading = [
        address
        for address in (
            "/learn/",
            "/learn/how-they-relate/",
            "/questions/",
            "/learn/what-is-generative-ai/",
        )
        if 'href="/learn/contrasts/' in page(client, address)
    ]

    assert len(leading) >= 2


# -------------------------------------------------------------------------------- calendar and feed


def test_names_of_events_hold_no_host(client: Client) -> None:
    uids = [str(event["uid"]) for event in events(client)]

    assert len({*uids}) == len(uids)
    assert [uid for uid in uids if "testserver" in uid or "@" in uid] == []


def test_the_feed_is_in_the_order_of_what_happens(client: Client) -> None:
    """It stood in the order in which facts were read.

    So an end of 2024 came before one of next week.
    """
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(client.get(f"/changes/feed/?kind=gone&{AS_OF}").content)  # noqa: S314  # our own
    titles = [entry.findtext(f"{atom}title") or "" for entry in feed.iter(f"{atom}entry")]
    days = [_day_in(title) for title in titles]

    assert len(days) > 20
    assert days == sorted(days, reverse=True)


MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]


def _day_in(title: str) -> date:
    words = re.search(r"on (\d+) (\w+) (\d{4})$", title)
    assert words is not None, title
    return date(int(words[3]), MONTHS.index(words[2]) + 1, int(words[1]))
