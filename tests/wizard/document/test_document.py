"""What holds for every document: it is short, adds up, opens to its sources, and reads the same in every form."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any

import msgspec
import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from catalog.schema import Catalog
from tests.wizard.decision.cases import job
from tests.wizard.decision.firms import day
from tests.wizard.document.cases import (
    CATALOG,
    GOLDEN,
    all_answers,
    article,
    blocks,
    decided,
    reasons,
    texts,
    worded,
)
from tests.wizard.test_words import WORDS
from tests.wizard.walker import Reader
from wizard.decision.answers import Answers
from wizard.decision.decide import decide, rankings_of
from wizard.decision.rules import RULES
from wizard.decision.vocabulary import AtHand, Check, Exactness, State, Symptom, Use, WrongResult
from wizard.plans.advice import advise
from wizard.plans.document import basis_of, build, with_pages
from wizard.plans.document.blocks import (
    Document,
    DocumentPage,
    ListBlock,
    ReasonLine,
    ReasonsBlock,
    TableBlock,
)
from wizard.plans.document.words import NO_BREAK
from wizard.plans.examples import Example, all_examples
from wizard.plans.render import markdown, pdf
from wizard.sensitivity.changes import what_would_change
from wizard.steps.journey import travel

CASES = pytest.mark.parametrize("key", all_answers())
MOST_WORDS = 180
MOST_WORDS_A_SENTENCE = 18
MONEY = re.compile(r"(?:less than a cent|−?[$€][\d,.]*\d)")
# Names of the catalog may hold them. Pages may speak of some that stand in no plan.
IN_PLANS = (
    "tie",
    "sound",
    "train on what you send",
    "branch",
    "arm",
    "position",
    "pictures",
    "trial",
    "gate",
)
OLD_WORDS = (*(row["old"] for row in WORDS), *IN_PLANS)


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: str(example.slug))
def test_each_answer_is_said_back_as_the_wizard_says_it(example: Example) -> None:
    journey = travel(example.stored, CATALOG, day())
    advice = advise(journey.answers, CATALOG, day())
    basis = basis_of(advice.decision, advice.changes, journey.answers, CATALOG, journey.given)
    (evidence,) = with_pages(build(basis), basis, ["evidence"]).pages

    answers = next(section for section in evidence.sections if section.key == "answers")
    said = [
        row
        for block in answers.groups[0].blocks
        if isinstance(block, ListBlock)
        for row in block.rows
    ]
    trails = [row.trail for row in rows_of(evidence)]
    answered = [
        row
        for row in journey.given
        if row.value is not None and row.asked.question.kind.control != "lines"
    ]
    rows = [(row.label, row.text) for row in said if row.label != "Not answered"]
    assert rows == [(row.asked.short, row.describe()) for row in answered]
    places = {row.describe() for row in journey.given if row.asked.question.key == "place"}
    assert {
        each.text
        for trail in trails
        for each in trail.answers
        if each.question == "Where it may go"
    } <= places
    assert any(trail.answers for trail in trails)


def rows_of(page: DocumentPage) -> list[ReasonLine]:
    blocks = (
        block for section in page.sections for group in section.groups for block in group.blocks
    )
    return [row for block in blocks if isinstance(block, ReasonsBlock) for row in block.rows]


@CASES
def test_four_answers_stand_under_what_to_do_and_every_reason_opens_to_sources_that_exist(
    key: str,
) -> None:
    answers, _, document = decided(key)
    assert [answer.key for answer in document.head.answers] == ["costs", "try", "stop", "risk"]
    assert all(answer.big for answer in document.head.answers)
    assert document.head.headline
    assert all(section.finding.strip(".") for section in document.sections)
    below = MONEY.findall(
        " ".join(text for section in document.sections for text in texts(section))
    )
    assert {figure for text in texts(document.head) for figure in MONEY.findall(text)} <= set(below)
    for reason in reasons(document):
        assert reason.trail.rule in RULES
        for fact in reason.trail.facts:
            assert fact.source.title == CATALOG.source[fact.source.slug].title
    for block in blocks(document):
        labels = (
            [row.label for row in block.rows]
            if isinstance(block, ListBlock) and block.kind == "facts"
            else []
        )
        assert len({*labels}) == len(labels), labels
    assert [Reader(shown).faults for shown in pages_of(document)] == [[]] * (
        1 + len(document.pages)
    )
    if len(answers.jobs) <= 2:
        page = page_of(document)
        assert len(words(visible(page[: page.index("</header>")]))) <= MOST_WORDS


@CASES
def test_pages_say_once_what_holds_for_several_jobs_and_name_each_source_once(key: str) -> None:
    _, _, document = decided(key)
    for section in (section for page in document.pages for section in page.sections):
        assert len({group.blocks for group in section.groups}) == len(section.groups)
        rows = [
            row
            for group in section.groups
            for block in group.blocks
            for row in getattr(block, "rows", ())
        ]
        titles = [row.source.title for row in rows if section.key == "sources"]
        assert len({*titles}) == len(titles)
    hosts = {provider.name for provider in CATALOG.providers}
    facts = [
        fact
        for reason in reasons(document)
        for fact in reason.trail.facts
        if fact.kind == "tunings"
    ]
    assert {fact.text.rpartition(" at ")[2] for fact in facts} <= hosts


def test_six_jobs_stay_readable() -> None:
    _, _, document = decided("event-agency-six-jobs")
    page = page_of(document)
    closed = re.sub(r'<div class="body">.*?</div></details>', "", page, flags=re.DOTALL)
    assert (
        len(words(visible(closed))) <= 400
    )  # of 420, without buttons and the two folds of colleagues and files
    assert len(words(visible(page))) <= 1520  # of 1,600
    assert len(page.encode()) <= 60_000  # of 70,000
    assert page.count("<a ") <= 80  # of 100


@pytest.mark.parametrize("key", [key for key in GOLDEN if len(all_answers()[key].jobs) > 2])
def test_each_name_says_where_it_is_got_and_who_releases(key: str) -> None:
    _, decision, document = decided(key)
    named = {line.label for line in document.head.how if not line.unknown}
    used = {
        part.pick.model for part in decision.parts if part.pick is not None and part.seat is None
    }
    assert named >= {
        NO_BREAK.join(CATALOG.model[slug].name.split(" "))
        for slug in used
        if part_named(slug, document)
    }
    of_all = " ".join(line.text for line in document.head.how if line.label in {"", "All others"})
    for line in document.head.how:
        if line.label and not line.unknown:
            said = f"{line.text} {of_all}"
            assert re.search(
                r"(Release|Read|Check|Listen to) (each|one in ten)|Test it before", said
            ), said


@pytest.mark.parametrize("key", GOLDEN)
def test_sentences_on_the_page_as_it_opens_have_18_words(key: str) -> None:
    _, _, document = decided(key)
    shown = [
        *texts(document.head.headline),
        *texts(document.head.how),
        *texts(document.head.answers),
    ]
    shown += [section.finding for section in document.sections]
    sentences = [each for text in shown for each in re.split(r"(?<=[.!?]) (?=[A-Z“])", text)]
    assert [
        each
        for each in sentences
        if len(each.replace(NO_BREAK, "_").split()) > MOST_WORDS_A_SENTENCE
    ] == []


@cache
def two_dollars_a_euro() -> Catalog:
    """Return a catalog where a euro costs two dollars, and what is sold in euros costs as many dollars as before."""
    euros = [row for row in CATALOG.exchange_rates if row.currency == "EUR"]
    rate = max(euros, key=lambda row: row.valid_from).usd
    prices = tuple(
        replace(row, amount=row.amount * rate / 2) if row.currency == "EUR" else row
        for row in CATALOG.prices
    )
    rates = tuple(replace(row, usd=Decimal(2)) for row in euros)
    return replace(CATALOG, exchange_rates=rates, prices=prices)


@pytest.mark.parametrize("key", GOLDEN)
def test_money_stands_in_the_currency_of_the_owner(key: str) -> None:
    answers, _, document = decided(key)
    _, in_euros = worded(replace(answers, currency="EUR"), two_dollars_a_euro())
    in_dollars = (
        document
        if answers.currency == "USD"
        else worded(replace(answers, currency="USD"), CATALOG)[1]
    )
    as_listed = {fact.text for reason in reasons(in_euros) for fact in reason.trail.facts}
    prices = [
        section for page in in_euros.pages for section in page.sections if section.key == "prices"
    ]
    as_listed |= {text for section in prices for text in texts(section)}
    for shown, meant in zip(
        texts(without_pages(in_euros)), texts(without_pages(in_dollars)), strict=True
    ):
        less_than_a_cent = ["for 1,000 " in each for each in (shown, meant)]
        if shown in as_listed or any(less_than_a_cent) != all(
            less_than_a_cent
        ):  # in one of the currencies only
            continue
        assert MONEY.sub("#", shown) == MONEY.sub("#", meant)
        for euros, dollars in zip(MONEY.findall(shown), MONEY.findall(meant), strict=True):
            assert amount(euros, "€") * 2 == pytest.approx(amount(dollars, "$"), rel=0.06, abs=1.01)
    assert [text for text in texts(in_euros) if "$" in text and text not in as_listed] == []
    counted = [
        section
        for section in prices
        if any(isinstance(block, TableBlock) for block in section.groups[0].blocks)
    ]
    assert all("€1 is $2, from 1 November 2026" in " ".join(texts(section)) for section in counted)


@CASES
def test_all_renderers_say_the_same(key: str) -> None:
    _, _, document = decided(key)
    shown = " ".join(words(visible("".join(pages_of(document)))))
    marked = " ".join(words(markdown.render(document).replace("\\", "")))
    stored = " ".join(
        words(" ".join(texts_of_json(msgspec.json.decode(msgspec.json.encode(document)))))
    )
    for text in texts(document):
        sentence = " ".join(words(text))
        assert sentence in shown
        assert sentence in marked
        assert sentence in stored


@pytest.mark.parametrize("key", GOLDEN)
def test_no_old_word_of_ours(key: str) -> None:
    _, _, document = decided(key)
    text = " ".join(texts(document)).lower()
    for name in names_of_the_catalog():
        text = text.replace(name, "")
    found = [word for word in OLD_WORDS if re.search(rf"\b{word}\b", text)]
    assert not found


@pytest.mark.parametrize("key", GOLDEN)
def test_pdf_is_one_page_with_the_whole_decision(key: str) -> None:
    _, _, document = decided(key)
    pages = PdfReader(BytesIO(pdf.render(without_pages(document)))).pages
    shown = "".join(pages[0].extract_text().split())
    assert len(pages) == 1
    for text in texts(document.head):
        assert "".join(text.split()) in shown
    findings = [section.finding for section in document.sections if section.key != "alternatives"]
    assert all("".join(finding.split()) in shown for finding in findings)


@pytest.mark.parametrize("exactness", [Exactness.CALCULATED, Exactness.FORECAST, Exactness.RULING])
def test_wrong_tool_names_no_model(exactness: Exactness) -> None:
    answers = GOLDEN["heating-network-budget"]
    answers = replace(
        answers, jobs=tuple(replace(job, exactness=exactness) for job in answers.jobs)
    )
    changes = what_would_change(rankings_of(answers, CATALOG, day()))
    document = build(basis_of(decide(answers, CATALOG, day()), changes, answers, CATALOG))
    shown = article(document).replace(NO_BREAK, " ")
    assert [model.name for model in CATALOG.models if f" {model.name}" in shown] == []
    assert document.head.headline[0] == "Do not use generative AI for energy reports."


def test_a_list_that_answers_is_a_decision() -> None:
    """The restaurant's list answers about allergens; the app that is taken for its photos words it."""
    _, _, document = decided("restaurant")
    assert document.head.headline[0].startswith("Take the answer from your list for ")
    assert document.head.headline[1].replace(NO_BREAK, " ") == "Use ChatGPT Plus for menu pictures."
    app, answers = document.head.how
    assert app.text == "Buy two seats. Check each dish before you use it."
    assert answers.text.rstrip() == "Release each text yourself."


@pytest.mark.parametrize(
    ("on", "asks"),
    [
        (date(2026, 11, 26), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 11, 30)),
        (date(2026, 11, 28), date(2026, 11, 30)),
    ],
)
def test_a_seller_is_asked_on_a_weekday(on: date, asks: date) -> None:
    """A Friday's plan asks on Monday, a Saturday's too."""
    answers = GOLDEN["fashion-try-on-eu"]
    document = build(basis_of(decide(answers, CATALOG, on), (), answers, CATALOG))
    rows = [
        row
        for block in blocks(document)
        if isinstance(block, ListBlock) and block.kind == "checklist"
        for row in block.rows
    ]
    assert [row.on for row in rows if row.text.startswith("Ask about")] == [asks]


@pytest.mark.parametrize("check", list(Check))
def test_a_person_releases_what_a_list_answers(check: Check) -> None:
    answers = decided("restaurant")[0]
    document = build(
        basis_of(decide(replace(answers, check=check), CATALOG, day()), (), answers, CATALOG)
    )
    assert any("Release each text yourself." in each.text for each in document.head.how)


def test_a_job_that_is_left_names_no_harm_of_a_result_that_nobody_makes() -> None:
    answers = Answers(
        jobs=(
            job("legal-research-memo", 1, minutes_by_hand=Decimal(1), wrong_result=WrongResult.LAW),
        )
    )
    answers = replace(answers, wage_usd=Decimal(30), use=Use.BUILT_IN)
    decision = decide(answers, CATALOG, day())
    document = build(basis_of(decision, (), answers, CATALOG))
    assert {part.state for part in decision.parts} == {State.LEAVE}
    risk = next(answer for answer in document.head.answers if answer.key == "risk")
    assert risk.big == "A colleague asks a chat window all the same and trusts the answer"


def test_a_name_is_never_broken() -> None:
    _, _, document = decided("maker-maintenance-answers")
    assert f"GPT-6.1{NO_BREAK}Sol" in document.head.headline[0]
    assert '<span class="name">GPT-6.1\N{NO-BREAK SPACE}Sol</span>' in article(document)


def amount(figure: str, sign: str) -> float:
    """Return an amount of money as a number. Raises ValueError where it has another sign."""
    return 0.0 if figure == "less than a cent" else float(figure.replace(",", "").replace(sign, ""))


def part_named(slug: str, document: Document) -> bool:
    return any(
        CATALOG.model[slug].name in sentence.replace(NO_BREAK, " ")
        for sentence in document.head.headline
    )


@cache
def page_of(document: Document) -> str:
    """Return the article of a document without its evidence."""
    return article(without_pages(document))


@cache
def pages_of(document: Document) -> tuple[str, ...]:
    """Return the article of a document and each page of its evidence."""
    return (
        page_of(document),
        *(
            render_to_string("wizard/document/sections.html", {"page": page})
            for page in document.pages
        ),
    )


@cache
def names_of_the_catalog() -> list[str]:
    """Return what the catalog calls things and says in rows of its own, the longest first."""
    rows = (
        *CATALOG.use_cases,
        *CATALOG.benchmarks,
        *CATALOG.sources,
        *CATALOG.advice,
        *CATALOG.guidance,
    )
    fields = (
        "name",
        "result",
        "unit_plural",
        "unit",
        "title",
        "measures",
        "text",
        "action",
        "needs",
        "statement",
    )
    found = {str(getattr(row, field, "")).lower().rstrip(".") for row in rows for field in fields}
    return sorted(found - {""}, key=len, reverse=True)


def without_pages(document: Document) -> Document:
    """Return what the page of the plan itself shows."""
    return replace(document, pages=())


def visible(text: str) -> str:
    text = re.sub(r'<span class="name">(.*?)</span>', r"\1", text)
    return unescape(re.sub(r"<[^>]+>", " ", text))


def words(text: str) -> list[str]:
    """Return words and figures without marks, as a reader counts them."""
    return re.findall(r"[\w$%€½¼¾'’.,-]*\w[\w½¼¾'’-]*", text.replace(NO_BREAK, " "))


def texts_of_json(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts_of_json(value)]
    if isinstance(node, list):
        return [text for value in node for text in texts_of_json(value)]
    return []


@pytest.mark.parametrize("check", [Check.EVERY, Check.SAMPLE])
def test_minutes_of_reading_are_an_average_where_a_sample_is_read(check: Check) -> None:
    """One in ten is read, so each of them may take ten times as long."""
    answers = Answers(
        jobs=(job("support-email-reply", 20_000),),
        check=check,
        use=Use.BUILT_IN,
        wage_usd=Decimal(30),
    )
    _, document = worded(answers, CATALOG)

    assert ("on average over all" in " ".join(texts(document))) == (check is Check.SAMPLE)


def test_page_of_scale_shows_the_phases_and_who_works_with_each_tool() -> None:
    answers = replace(GOLDEN["event-agency-six-jobs"], roles=("designer", "marketer"))
    decision, document = worded(answers, CATALOG)
    shown = next(page for page in document.pages if page.key == "scale")
    phases, tools = (
        next(part for part in shown.sections if part.key == key) for key in ("phases", "tools")
    )

    titles = [CATALOG.advice_row[phase.advice].title for phase in decision.scale.phases]
    assert titles == ["Get ready", "Pilot", "Half of the work", "Daily use"]
    assert [text for text in texts(phases) if text in titles] == titles
    assert any("used by: " in text and "Designer" in text for text in texts(tools))


@pytest.mark.parametrize(
    ("given", "hindrance"),
    [
        (
            {"use": Use.BY_HAND, "example_count": 500, "at_hand": (AtHand.EXAMPLES,)},
            "Ask first whether Google Workspace Business Standard",
        ),
        ({"use": Use.BY_HAND}, "You have too few examples for that."),
        (
            {"use": Use.BUILT_IN, "example_count": 500, "at_hand": (AtHand.EXAMPLES,)},
            "cannot be adapted so where you get it",
        ),
    ],
)
def test_page_of_tuning_says_what_a_step_needs_and_what_hinders_it(
    given: dict[str, Any], hindrance: str
) -> None:
    """Training comes last: by hand in an app, without examples, and where the seller of the model does not offer it."""
    answers = Answers(
        jobs=(job("hotel-review-reply", 300),), people=2, symptoms=(Symptom.TONE,), **given
    )
    decision, document = worded(answers, CATALOG)
    ladder = next(
        each
        for page in document.pages
        if page.key == "tune"
        for each in page.sections
        if each.key == "ladder"
    )
    shown = " ".join(texts(ladder)).replace(NO_BREAK, " ")

    for step in decision.parts[0].tuning:
        assert CATALOG.advice_row[step.advice].needs[1:].rstrip(".") in shown
    assert shown.count(hindrance) == 1
    assert ".." not in shown
