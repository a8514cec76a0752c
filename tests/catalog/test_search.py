"""The search: the right thing first, slips forgiven, nothing harmful let through, filled once."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings, strategies as st

from catalog.models import Industry, Release, SearchEntry
from catalog.models.base import RowState
from catalog.releases import current, publish
from catalog.schema import Catalog, Synonym
from catalog.search import entries as filling
from catalog.search.entries import WORDS, entries, index_of, index_release
from catalog.search.finding import MOST_JOBS, jobs_of, search
from catalog.search.parser import FILLERS, parse_query
from catalog.views.search import SEARCHED
from catalog.words import distance, folded
from tests.catalog.test_pages import every_address
from tests.support import (
    empty_desk,
    page_of,
    publish_catalog,
    queries_of,
    saved,
    starter_catalog,
    text_of,
)
from tests.wizard.walker import Reader

# What is typed, and what must stand first of all: its kind and its slug.
FIRST = {
    "chatbot": ("use_cases", "customer-support-chatbots"),
    "chatbt": ("use_cases", "customer-support-chatbots"),
    "Chatbots": ("use_cases", "customer-support-chatbots"),
    "customer suport": ("use_cases", "customer-support-chatbots"),
    "menu photos": ("use_cases", "menu-photos"),
    "I want menu photos": ("use_cases", "menu-photos"),
    "pictures for our menu": ("use_cases", "menu-photos"),
    '"menu pictures"': ("use_cases", "menu-photos"),
    "café menu": ("use_cases", "menu-photos"),
    "DALL·E": ("models", "dall-e-3"),
    "dall-e 2": ("models", "dall-e-2"),
    "gpt-4": ("models", "gpt-4"),
    "GPT 4o mini": ("models", "gpt-4o-mini"),
    "what is an llm": ("articles", "what-is-a-language-model"),
    "what is generative AI?": ("articles", "what-is-generative-ai"),
    "can a llm make pictures": ("faq", "can-a-language-model-make-pictures"),
    "do i need fine tuning": ("faq", "do-i-need-fine-tuning"),
    "how much does it cost": ("faq", "what-does-ai-cost"),
    "own servers": ("terms", "own-servers"),
    "invioce": ("use_cases", "invoice-capture"),
    "logo": ("use_cases", "logo-ideas"),
    "movie": ("use_cases", "video-production"),
    "openai": ("providers", "openai"),
    "OpenAI’s": ("providers", "openai"),
    "open ai": ("providers", "openai"),
    "instagram posts": ("use_cases", "social-post-pack"),
    "flyer": ("use_cases", "graphic-design"),
    "answer the phone": ("use_cases", "support-voice-agent"),
    "reservations": ("use_cases", "appointment-bot"),
    "read receipts": ("use_cases", "invoice-capture"),
    "accounting": ("use_cases", "invoice-capture"),
    "hiring": ("use_cases", "job-ad"),
    "remove background": ("use_cases", "product-photo-background"),
    "generate pictures": ("use_cases", "image-creation"),
    "translate my website": ("use_cases", "catalog-translation"),
    "answer google reviews": ("use_cases", "hotel-review-reply"),
    "business cards": ("use_cases", "graphic-design"),
    "opening hours": ("use_cases", "customer-support-chatbots"),
    "knowledge base": ("use_cases", "knowledge-search"),
    "email marketing": ("use_cases", "email-campaign"),
    "how much does ChatGPT cost": ("apps", "chatgpt"),
    "cheapest model": ("articles", "choosing-a-model"),
    "is it legal": ("articles", "data-and-law"),
    "stock forecasting": ("articles", "when-generative-ai-is-the-wrong-tool"),
    "eu hosting": ("terms", "eu-region"),
    "gpt5": ("models", "gpt-5"),
    "marketer": ("job_roles", "marketer"),
}


def test_the_right_thing_comes_first(starter_release: Release) -> None:
    catalog = starter_catalog()

    found = {query: search(query, starter_release.digest, catalog) for query in FIRST}

    groups = {query: result.groups[0] for query, result in found.items() if result.groups}
    assert {query: (group.kind, group.hits[0].key) for query, group in groups.items()} == FIRST
    assert all(hit.why for result in found.values() for hit in result.hits)


GOALS = {
    "I want menu photos": "menu-photos",
    "menu photos": "menu-photos",
    "chatbot": "customer-support-chatbots",
    "what is an llm": "",
    "DALL·E": "",
}


# Words of the trades in German, and what must be among the first three hits.
GERMAN = {
    "Rechnungen auslesen": "invoice-capture",
    "Kundenservice": "customer-support-chatbots",
    "Kundenservice Chatbot": "customer-support-chatbots",
    "Produktbeschreibungen schreiben": "product-description",
    "Übersetzungen": "catalog-translation",
    "Übersetzungsmodell": "catalog-translation",  # a compound that no row explains
    "KI Bilder erstellen": "image-creation",
    "Besprechungsprotokoll": "meeting-minutes",
    "Protokoll Vorstandssitzung": "meeting-minutes",  # its last part says what it is
    "Bewerbungen sichten": "cv-screening-summary",  # its second word stands nowhere
    "Vertrag prüfen": "contract-review",
}


@pytest.mark.parametrize("query", GERMAN)
def test_german_words_of_the_trades_are_read(starter_release: Release, query: str) -> None:
    groups = search(query, starter_release.digest, starter_catalog()).groups
    jobs = next(group for group in groups if group.kind == "use_cases")

    assert GERMAN[query] in [hit.key for hit in jobs.hits[:3]]


@pytest.mark.parametrize(
    "query", ["ifttt", "blockchain", "gpt-7", "gemini 9 flash", "midjourney v12", "ifttt video"]
)
def test_what_is_not_on_file_is_not_found(starter_release: Release, query: str) -> None:
    result = search(query, starter_release.digest, starter_catalog())

    assert result.groups == ()
    assert result.corrected == ()


def test_a_version_that_is_not_on_file_leads_to_the_newest_of_its_line(
    starter_release: Release,
) -> None:
    catalog = starter_catalog()
    result = search("gemini 9 flash", starter_release.digest, catalog)
    first = catalog.model[result.suggestions[0].key]
    line = [row for row in catalog.models if row.family == "Gemini" and row.listed]

    assert result.parsed.unfiled is not None
    assert result.parsed.unfiled.unfiled == "gemini 9 flash"
    assert first.released == max(row.released for row in line if row.released)


# What is typed, and why its first hit is there.
WHY = {
    "claude 4.5 sonnet": "Its name",
    "chatgpt team": "Its name",
    "menu photos": "In its name and text",
    "mcdonalds": "",
}


def test_hits_say_why_they_are_there(starter_release: Release) -> None:
    catalog, digest = starter_catalog(), starter_release.digest
    first = {query: next(search(query, digest, catalog).hits, None) for query in WHY}

    assert {query: hit.why if hit else "" for query, hit in first.items()} == WHY


def test_sources_are_counted_and_shown_where_they_are_asked_for(starter_release: Release) -> None:
    catalog, digest = starter_catalog(), starter_release.digest
    everywhere = search("arena leaderboard", digest, catalog)
    among_sources = search("arena leaderboard", digest, catalog, kind="sources")

    assert "sources" not in [group.kind for group in everywhere.groups]
    assert everywhere.sources > 0
    assert [group.kind for group in among_sources.groups] == ["sources"]


def test_a_goal_offers_a_plan(starter_release: Release) -> None:
    catalog = starter_catalog()

    assert {query: search(query, starter_release.digest, catalog).goal for query in GOALS} == GOALS


# What an owner types to find a job to start with, and a job that must be among those shown.
JOBS = {
    "menu text": "menu-photos",  # many are texts, one is for a menu
    "GUEST reviews": "hotel-review-reply",
    "an e-mail campaign": "email-campaign",
    "allergy": "support-chat-agent",
    "read aloud": "audio-generation",
    "audio": "audio-generation",
    "narrate": "podcast-voice-over",
    "photo": "product-photo-background",
    "bread": "menu-photos",
    "podcast": "podcast-cleanup-transcript",
    "video": "video-production",
    "GDPR": "compliance-qa",
    "Rechnung": "invoice-capture",
    "dental": "appointment-bot",
    "dictation": "visit-dictation",
    "letters to clients": "support-email-reply",
    "offers": "proposal-draft",
    "menue": "menu-photos",  # a slip
    "transalte": "catalog-translation",
}
FIRST_JOBS = {
    "menu": "menu-photos",
    "GUEST reviews": "hotel-review-reply",
    "photos for posts": "social-post-pack",
    "bookkeeping": "invoice-capture",
}


def test_owner_finds_the_job_that_is_meant(starter_release: Release) -> None:
    catalog, digest = starter_catalog(), starter_release.digest

    found = {typed: jobs_of(typed, digest, catalog) for typed in (*JOBS, *FIRST_JOBS)}

    assert {typed: job for typed, job in JOBS.items() if job not in found[typed]} == {}
    assert {typed: found[typed][0] for typed in FIRST_JOBS} == FIRST_JOBS
    assert [jobs_of(typed, digest, catalog) for typed in ("", "?!", "zzzqx")] == [(), (), ()]
    assert all(
        len(jobs_of(typed, digest, catalog)) <= MOST_JOBS for typed in ("text", "photo", "answer")
    )


def test_every_synonym_finds_something(starter_release: Release) -> None:
    catalog = starter_catalog()

    assert len(catalog.synonyms) >= 60
    lost = [
        row.word
        for row in catalog.synonyms
        if not search(row.word, starter_release.digest, catalog, most=1).groups
    ]
    assert lost == []


def test_editors_synonym_leads_where_the_word_does_not(starter_release: Release) -> None:
    plain = starter_catalog()
    taught = replace(
        plain, synonyms=(*plain.synonyms, Synonym(slug="grub", word="grub", words="menu pictures"))
    )
    release = publish_catalog(taught)

    assert search("grub", starter_release.digest, plain).groups == ()
    assert search("grub", release.digest, taught).groups[0].hits[0].key == "menu-photos"


# Filling


def test_entries_are_filled_once(starter_release: Release) -> None:
    catalog, digest = starter_catalog(), starter_release.digest
    SearchEntry.objects.all().delete()
    assert index_release(digest, catalog)
    before = list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True))

    assert queries_of(lambda: index_release(digest, catalog)) == 1
    assert list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True)) == before


@pytest.mark.django_db
def test_publishing_fills_the_search(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    empty_desk()
    saved(Industry, slug="circus", name="Circus", state=RowState.PUBLISHED.value)

    with django_capture_on_commit_callbacks(execute=True):
        release = publish(author=None, note="A trade.")

    with CaptureQueriesContext(connection) as queries:
        found = search("circus", release.digest, current().catalog)
    assert [(group.kind, group.hits[0].key) for group in found.groups] == [("industries", "circus")]
    assert not any("INSERT" in query["sql"] for query in queries)


def test_entries_of_old_releases_go(
    starter_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "INDEXED_RELEASES", 1)
    catalog = starter_catalog()
    index_release(starter_release.digest, catalog)
    smaller = replace(catalog, claims=catalog.claims[1:])

    release = publish_catalog(smaller)
    index_release(release.digest, smaller)

    assert set(SearchEntry.objects.values_list("index", flat=True)) == {index_of(release.digest)}


def test_every_kind_that_is_found_has_an_address() -> None:
    found = {entry.kind for entry in entries(starter_catalog())}

    assert found == set(SEARCHED)
    assert found <= {each.name for each in fields(Catalog)}


def test_entries_are_single() -> None:
    keys = [(entry.kind, entry.key) for entry in entries(starter_catalog())]

    assert len(keys) == len(set(keys))
    assert WORDS not in {kind for kind, _ in keys}


def test_search_costs_the_same_however_much_there_is(starter_release: Release) -> None:
    catalog = starter_catalog()
    half = replace(catalog, models=catalog.models[::2], use_cases=catalog.use_cases[::2])
    small = publish_catalog(half)
    index_release(starter_release.digest, catalog)
    index_release(small.digest, half)

    for query in ("picture", "invioce of café", "zzzzqqq"):
        large = queries_of(partial(search, query, starter_release.digest, catalog))
        assert large == queries_of(partial(search, query, small.digest, half)) <= 8


# Reading a query


def test_any_text_is_answered(starter_release: Release) -> None:
    catalog, digest = starter_catalog(), starter_release.digest

    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
    @settings(max_examples=60, deadline=None)
    def answered(query: str) -> None:
        search(query, digest, catalog)

    answered()


def test_fillers_go_unless_there_is_nothing_else() -> None:
    asked = parse_query("I want menu photos", starter_catalog())
    bare = parse_query("the", starter_catalog())

    assert [clause.own for clause in asked.clauses] == [("menu",), ("photos",)]
    assert [clause.own for clause in bare.clauses] == [("the",)]
    assert not parse_query("?!", starter_catalog()).is_searchable
    assert all(word == folded(word) for word in FILLERS)


# Words


def test_folding() -> None:
    plain = {
        "DALL·E 3": "dall e 3",
        "Café, naïve Übung": "cafe naive ubung",
        "Straße Ø": "strasse o",
        "C++ & C#": "cplusplus and csharp",
        "sellers’ own": "sellers own",
        "OpenAI’s": "openai",
        "GPT-4o": "gpt 4o",
        "GPT-5.6, v3.5": "gpt 5.6 v3.5",
        "1,050,000 tokens.": "1050000 tokens",
        "77 %": "77 percent",
        "Command A+": "command a plus",
    }

    assert {text: folded(text) for text in plain} == plain


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_distance() -> None:
    slips = {("chatbt", "chatbot"): 1, ("invioce", "invoice"): 1, ("menu", "menu"): 0, ("", "abc"): 3, ("kitten", "sitting"): 3}  # fmt: skip

    assert (
        {pair: distance(*pair) for pair in slips}
        == {pair: distance(*pair[::-1]) for pair in slips}
        == slips
    )


@pytest.mark.parametrize(
    ("query", "marks"), [("planned", "plan"), ("stopped", "stop"), ("chatbo", "chatbot")]
)
def test_what_was_found_is_marked(starter_release: Release, query: str, marks: str) -> None:
    groups = search(query, starter_release.digest, starter_catalog()).groups
    hits = [hit for group in groups for hit in group.hits]
    marked = [
        {piece.text.lower() for piece in (*hit.title, *hit.excerpt) if piece.marked} for hit in hits
    ]

    assert hits
    unmarked = [hit.why for hit, words in zip(hits, marked, strict=True) if not words]
    assert [why for why in unmarked if not why.startswith("Filed under")] == []
    assert any(word.startswith(marks) for words in marked for word in words)


def test_excerpt_is_short_and_says_where_it_is_cut(starter_release: Release) -> None:
    groups = search("hallucination", starter_release.digest, starter_catalog()).groups
    article = next(group for group in groups if group.kind == "articles").hits[0]
    text = "".join(piece.text for piece in article.excerpt)

    assert len(text) < 400
    assert text.endswith(" …")


# The page


def test_texts_of_hits_have_the_figures_of_their_pages_and_no_cell_runs_on(
    starter_release: Release, client: Client
) -> None:
    html = client.get("/search/", {"q": "chatgtp"}).content.decode()
    text = " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())
    page = client.get("/questions/").content.decode()
    price = "ChatGPT Plus, for example, $20 a seat and month."

    assert price in " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())
    assert price in text
    assert not re.search(r"[\ue000-\uf8ff]", html)
    assert " , " not in text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Costs\n\nMuch.\n", "Costs. Much."),
        ("- one\n- two\n\nThree", "one. two. Three."),
        ("|a|b|\n|-|-|\n|c.|d|\n", "a; b. c. d."),
    ],
)
def test_what_ends_on_a_page_ends_in_the_text_of_a_hit(markdown: str, text: str) -> None:
    article = replace(starter_catalog().articles[0], markdown=markdown, summary="")
    catalog = Catalog(articles=(article,))

    assert next(iter(entries(catalog))).body == text


def hits_on(html: str) -> list[str]:
    """Return where the hits of a page lead."""
    return [unescape(found) for found in re.findall(r'<a class="hit" href="([^"]*)"', html)]


def test_page_shows_hits_by_kind_and_offers_a_plan(
    starter_release: Release, client: Client
) -> None:
    html = client.get("/search/", {"q": "menu photos"}).text

    assert hits_on(html)[0] == "/use-cases/menu-photos/"
    assert "/plan/new/?use_case=menu-photos" in Reader(html).links
    assert "<mark>pictures</mark>" in html
    assert '<h3>Jobs <span class="quiet">1</span></h3>' in html


def test_page_says_what_it_read_instead(starter_release: Release, client: Client) -> None:
    html = client.get("/search/", {"q": "chatbt"}).text

    assert "Nothing here says “chatbt”, so we looked for <b>chatbot</b>." in html


def test_htmx_gets_the_results_alone(starter_release: Release, client: Client) -> None:
    html = client.get("/search/", {"q": "chatbot"}, headers={"HX-Request": "true"}).text

    assert html.lstrip().startswith('<section class="part hits" id="results"')
    assert "<html" not in html


def test_nothing_found_suggests(starter_release: Release, client: Client) -> None:
    html = client.get("/search/", {"q": "xqzzv"}).text

    assert "Nothing here says “xqzzv”" in html
    assert {"/apps/", "/models/", "/use-cases/", "/glossary/", "/plan/new/"} <= set(
        Reader(html).links
    )


@pytest.mark.parametrize(
    ("app", "says", "price"),
    [
        ("claude", ">$20 a seat and month, Claude Pro; ", "$20 a seat and month"),
        ("juro", ">Its name</span>", "by quote"),  # without a price, why it is found
    ],
)
def test_an_app_that_is_found_has_the_price_of_its_list(
    starter_release: Release, client: Client, app: str, says: str, price: str
) -> None:
    shown = page_of(client.get("/search/", {"q": app, "kind": "apps"}))
    hit = shown.partition(f'href="/apps/{app}/"')[2].partition("</li>")[0]
    listed = text_of(client, f"/apps/?q={app}")

    assert says in hit
    assert price in listed


def test_all_of_one_kind(starter_release: Release, client: Client) -> None:
    html = client.get("/search/", {"q": "picture"}).text
    (more,) = (link for link in Reader(html).links if "kind=use_cases" in link)

    only = hits_on(client.get(more).text)

    assert len(only) > len([link for link in hits_on(html) if link.startswith("/use-cases/")])
    assert all(link.startswith("/use-cases/") for link in only)


def test_every_hit_leads_to_a_page(starter_release: Release, client: Client) -> None:
    queries = ("chatbot", "picture", "openai", "fine tuning", "chatgpt plus", "market", "benchmark")

    there, anchors = set(every_address(starter_catalog())), defaultdict[str, set[str]](set)
    for link in {
        link for query in queries for link in hits_on(client.get("/search/", {"q": query}).text)
    }:
        path, _, anchor = link.partition("#")
        anchors[path] |= {anchor} - {""}
    assert set(anchors) <= there
    for path in (path for path, named in anchors.items() if named):
        assert anchors[path] <= Reader(client.get(path).text).ids.keys(), path
