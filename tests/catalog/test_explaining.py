"""Words explained in place: once each, never inside a link, a title or a program."""

from datetime import date

from django.test import Client

from catalog.models import Release
from catalog.schema import Term
from catalog.views.learning import explained, spellings


def term(slug: str, words: str) -> Term:
    return Term(slug=slug, term=words, meaning="M.", source="s", as_of=date(2026, 11, 24))


TERMS = (
    term("token", "Token"),
    term("model", "Model"),
    term("language-model", "Language model"),
    term("api", "API (programming interface)"),
    term("adapter", "Adapter (LoRA)"),
)


def test_the_first_of_each_word_leads_to_its_meaning() -> None:
    found = explained("<p>Tokens and a token. One more model.</p>", TERMS)

    assert found.html == (
        '<p><a href="#word-token">Tokens</a> and a token. One more <a '
        'href="#word-model">model</a>.</p>'
    )
    assert [row.slug for row in found.terms] == ["token", "model"]


def test_longer_words_go_before_shorter() -> None:
    assert (
        explained("<p>Language models</p>", TERMS).html
        == '<p><a href="#word-language-model">Language models</a></p>'
    )


def test_links_titles_and_programs_are_left_alone() -> None:
    html = (
        '<h2 id="token">Token</h2><p><a href="/x">token <em>model</em></a> '
        "<code>api</code></p><pre><code>token</code></pre>"
    )

    assert explained(html, TERMS).html == html
    assert (
        explained(html + "<p>token</p>", TERMS).html
        == html + '<p><a href="#word-token">token</a></p>'
    )


def test_parts_of_words_and_marks_are_left_alone() -> None:
    html = "<p>tokenise, sub-token, R&amp;D, a &lt;token</p>"

    assert explained(html, TERMS).html == html.replace(
        "&lt;token", '&lt;<a href="#word-token">token</a>'
    )


def test_spellings_know_brackets_and_plurals() -> None:
    assert set(spellings("API (programming interface)")) == {"api", "apis"}
    assert set(spellings("Adapter (LoRA)")) == {"adapter", "adapters", "lora", "loras"}
    assert "use case" not in set(spellings("Study"))
    assert "studies" in set(spellings("Study"))


def test_an_article_explains_its_words_on_the_same_page(
    client: Client, starter_release: Release
) -> None:
    html = client.get("/learn/running-a-pilot/").content.decode()

    assert 'href="#word-pilot"' in html
    assert 'id="word-pilot"' in html
