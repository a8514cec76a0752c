"""What the template tags write, and that nothing a person typed becomes markup."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from catalog.schema import Catalog, Provider, Source
from catalog.templatetags import pilotlight
from catalog.vocabulary import (
    Available,
    Branch,
    ClaimStatus,
    Confidence,
    Fit,
    Known,
    Medium,
    Training,
    Voice,
)

ATTACK = '"><script>alert(1)</script>'


def render(template: str, **context: Any) -> str:
    return engines["django"].from_string("{% load pilotlight %}" + template).render(context)


# Words


@pytest.mark.parametrize(
    ("word", "kind", "drawing", "text"),
    [
        (Fit.LIMITED, "limited", "limited", "Limited"),
        (Known.UNKNOWN, "unknown", "unknown", "Unknown"),
        (None, "unknown", "unknown", "Unknown"),
        (True, "yes", "yes", "Yes"),
        (ClaimStatus.DISPUTED, "disputed", "contested", "Disputed"),
        ("disputed", "disputed", "disputed", "Disputed"),
        (Training.OPT_OUT, "limited", "limited", "Yes, unless you object"),
        (Available.UNCLEAR, "unknown", "unknown", "Unclear"),
        ("unsettled", "unsettled", "unsettled", "Not settled"),
        ("supported", "supported", "supported", "Supported"),
        (ATTACK, "unknown", "unknown", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_a_word_stands_with_its_shape(word: object, kind: str, drawing: str, text: str) -> None:
    assert pilotlight.v(word) == (
        f'<span class="v v-{kind}"><svg aria-hidden="true"><use '
        f'href="#g-{drawing}"/></svg><span>{text}</span></span>'
    )


def test_every_word_has_a_shape_that_is_drawn() -> None:
    drawn = render('{% include "components/shapes.html" %}')

    for word in (
        word for words in (Fit, Known, Training, Available, ClaimStatus) for word in words
    ):
        assert f'id="g-{pilotlight.shape(word)[1]}"' in drawn, word


def test_a_text_may_replace_the_word() -> None:
    assert "<span>Still holds</span>" in render('{% v "yes" "Still holds" %}')


def test_words_run_in_sentences() -> None:
    assert render("{{ media|listed }}", media=(Medium.CODE, Medium.DOCUMENT, Medium.MODEL_3D)) == (
        "program code, documents and 3D shapes"
    )
    assert render("{{ none|listed }}", none=()) == "unknown"
    assert render("{{ word|label }}|{{ word|running }}", word=Branch.MEDIA) == (
        "Other generative AI|other generative AI"
    )
    assert render("{{ word|label }}", word=Confidence.LOW) == "Low"


# Days, money, numbers


def test_days_are_written_in_full_with_their_machine_form() -> None:
    when = date(2026, 11, 4)

    assert render("{{ when|day }}", when=when) == '<time datetime="2026-11-04">4 Nov 2026</time>'
    assert (
        render("{{ when|longday }}", when=when)
        == '<time datetime="2026-11-04">4 November 2026</time>'
    )
    assert render("{{ when|day }}", when=None) == "unknown"
    assert render("{{ when|day }}", when=datetime(2026, 11, 4, 23, 59, tzinfo=UTC)) == (
        '<time datetime="2026-11-04">4 Nov 2026</time>'
    )


def test_numbers_have_their_thousands_apart() -> None:
    values = {
        1200: "1,200",
        Decimal("1485.10"): "1,485.1",
        None: "unknown",
        -3: "−3",
        0.1: "0.1",
        Decimal("-0"): "0",
    }

    assert {value: render("{{ value|number }}", value=value) for value in values} == values


# Sources and links


def edition(**rows: Any) -> SimpleNamespace:
    return SimpleNamespace(catalog=Catalog(**rows))


def test_a_source_names_itself_its_day_and_whether_a_seller_speaks() -> None:
    ours = Source(slug="a", title="Prices <b>", voice=Voice.SELLER, retrieved=date(2026, 11, 19))

    assert render('{% source "a" %}', edition=edition(sources=(ours,))) == (
        '<a class="src" href="/sources/a/">Prices &lt;b&gt;</a>, read '
        '<time datetime="2026-11-19">19 Nov 2026</time> <span class="tag">sells it</span>'
    )


def test_sources_of_the_house_are_named_as_what_they_are() -> None:
    house = Source(slug="editors-judgement", title="Editor’s judgement", voice=Voice.EDITOR)
    none = Source(slug="unsourced", title="Nothing", voice=Voice.EDITOR)
    known = edition(sources=(house, none))

    assert ">editor’s judgement</a>" in render('{% source "editors-judgement" %}', edition=known)
    assert ">no source</a>" in render('{% source "unsourced" %}', edition=known)
    assert render('{% source "unsourced" %}') == "no source"
    assert render('{% source "gone" %}', edition=known) == "source unknown"


def test_firms_and_models_link_where_they_are_on_file() -> None:
    known = edition(providers=(Provider(slug="a", name="A & B"),))

    assert render('{% firm "a" %}', edition=known) == '<a href="/providers/a/">A &amp; B</a>'
    assert render('{% firm "gone" %}', edition=known) == "gone"


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/models/", "page"),
        ("/models/x/", "true"),
        ("/", ""),
        ("/plan/", "page"),
        ("/plan/examples/", "true"),
    ],
)
def test_the_head_marks_where_the_visitor_is(path: str, current: str) -> None:
    written = render("{% site_nav %}", request=RequestFactory().get(path), own_plans="/plan/")

    assert written.count("aria-current") == bool(current)
    assert f'aria-current="{current}"' in written or not current


# Nothing typed becomes markup


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>Fine</p>", "<p>Fine</p>"),
        ("<p onclick='x()'>a</p><script>x()</script>", "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<h2 id="ties" style="color:red">Ties</h2>', '<h2 id="ties">Ties</h2>'),
        ("<img src=x onerror=x()>", ""),
    ],
)
def test_prose_is_cleaned_again(html: str, cleaned: str) -> None:
    assert pilotlight.cleaned(html) == cleaned
