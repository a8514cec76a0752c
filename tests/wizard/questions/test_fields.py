"""What people type and pick: tables of what is understood, asked back and refused.

Near misses are among them.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.schema import Catalog
from catalog.vocabulary import Language, MachineSize, Medium, Software
from tests.wizard.questions.cases import CATALOG, ON, error_of, field_sent, sent, stored, way
from wizard.decision.answers import Brief, PaidPlan
from wizard.decision.vocabulary import (
    Builder,
    BuiltInto,
    Country,
    DecidesOn,
    GoesIn,
    JobAct,
    Place,
    Review,
    Secret,
    Stakes,
    Symptom,
)
from wizard.questions.flow import Sending
from wizard.questions.page_order import all_questions, form_of, journey_of
from wizard.questions.pages.what import WhatForm, WhatPage

TRILLION = "1000000000000"
SERVERS = {"place": "own-servers"}


@pytest.mark.parametrize(
    ("key", "name", "value", "comes_to"),
    [
        ("amounts", "letters-results", "120", Decimal(120)),
        ("amounts", "letters-results", "about 300", Decimal(300)),
        ("amounts", "letters-results", "~ 1,200", Decimal(1200)),
        ("amounts", "letters-results", "1.200,50", Decimal("1200.50")),
        ("amounts", "letters-results", "100 to 150", Decimal(125)),
        ("amounts", "letters-results", "2k", Decimal(2000)),
        ("amounts", "letters-results", "0.5", Decimal("0.5")),
        ("amounts", "letters-results", "100,000,000", Decimal(100_000_000)),
        ("amounts", "letters-results", "", None),
        ("amounts", "letters-once", "once", True),
        ("amounts", "letters-once", "monthly", False),
        ("amounts", "letters-length", "6 pages", Decimal(2)),
        ("amounts", "letters-length", "6", Decimal(2)),
        ("amounts", "letters-length", "750 words", Decimal("0.5")),
        ("amounts", "letters-length", "1.5 Seiten", Decimal("0.5")),
        ("by-hand", "letters-minutes_by_hand", "20", Decimal(20)),
        ("by-hand", "letters-minutes_by_hand", "1.5 h", Decimal(90)),
        ("by-hand", "letters-minutes_by_hand", "1:20", Decimal(80)),
        ("by-hand", "letters-minutes_by_hand", "20 to 40 min", Decimal(30)),
        ("by-hand", "letters-minutes_by_hand", "30 s", Decimal("0.5")),
        ("by-hand", "letters-doers", "0", 0),
        ("by-hand", "letters-doers", "3", 3),
        ("by-hand", "wage_usd", "$32", Decimal(32)),
        ("by-hand", "wage_usd", "€ 20", Decimal(23)),
        ("by-hand", "wage_usd", "20 to 40", Decimal(30)),
        ("by-hand", "people", "1", 1),
        ("by-hand", "people", "1,000,000", 1_000_000),
        ("by-hand", "currency", "GBP", "GBP"),
        ("mistakes", "letters-stakes", "hurt", Stakes.HURT),
        ("mistakes", "letters-damage_usd", ["250", ""], Decimal(250)),
        ("mistakes", "letters-damage_usd", ["250", "about 700"], Decimal(700)),
        ("mistakes", "letters-damage_usd", ["", ""], None),
        ("mistakes", "letters-damage_usd", "1,000,000", Decimal(1_000_000)),
        ("mistakes", "letters-review", "nobody", Review.NOBODY),
        ("mistakes", "letters-worst", "  A wrong\u00a0price ", "A wrong price"),
        ("decisions", "letters-decides_on", ["nothing"], frozenset()),
        ("decisions", "letters-decides_on", ["sum", "list"], {DecidesOn.SUM, DecidesOn.LIST}),
        ("material", "letters-secrets", ["nothing"], frozenset()),
        ("material", "letters-secrets", ["personal", "personal"], {Secret.PERSONAL}),
        ("material", "place", "eu", Place.EU),
        ("material", "secrecy", "yes", True),
        ("material", "secrecy", "no", False),
        ("scale", "country", "switzerland", Country.SWITZERLAND),
        ("language", "languages", ["de", "", "en"], (Language.GERMAN, Language.ENGLISH)),
        ("language", "languages", ["", "", ""], ()),
        ("software", "works_in", ["slack"], {Software.SLACK}),
        ("software", "works_in", [], frozenset()),
        ("software", "paid", ["chatgpt business", ""], (PaidPlan(plan="chatgpt-business"),)),
        ("software", "paid", ["Notion", "20"], (PaidPlan(plan="notion-business", seat_usd=Decimal(20)),)),
        ("software", "paid", ["", "", "ChatGPT  Plus", "€20"], (PaidPlan(plan="chatgpt-plus", seat_usd=Decimal(23)),)),
        ("software", "paid", [], ()),
        ("use", "built_in", "built-in", True),
        ("use", "built_in", "by-hand", False),
        ("use", "built_in", "unsure", None),
        ("use", "built_into", "system", BuiltInto.SYSTEM),
        ("use", "builder", "developer", Builder.DEVELOPER),
        ("limit", "limit_usd", "€ 100", Decimal(115)),
        ("limit", "limit_usd", "", None),
        ("test", "starts", "1 March 2027", date(2027, 3, 1)),
        ("test", "starts", ON.isoformat(), ON),
        ("tune", "fears", ["tone"], (Symptom.TONE,)),
        ("tune", "examples", "40", 40),
        ("tune", "letters-wrong_today", "2.5", Decimal("2.5")),
        ("tune", "letters-finished_cases", "0", 0),
        ("scale", "letters-tool_today", "gemma 4", "gemma-4"),
        ("scale", "letters-tool_today", "Notion", "notion-business"),
        ("scale", "roles", ["writer"], ("writer",)),
        ("scale", "title", "Our plan", "Our plan"),
    ],
)  # fmt: skip
def test_what_is_typed_or_picked_is_understood(
    key: str, name: str, value: Any, comes_to: Any
) -> None:
    form = field_sent(key, name, value)
    field = name.rpartition("-")[2]

    assert error_of(form, field) == ""
    assert form.values[field] == comes_to


@pytest.mark.parametrize(
    ("key", "name", "value", "sentence"),
    [
        ("amounts", "letters-results", "1.125", "Is “1.125” more than a thousand? Then write 1125"),
        ("amounts", "letters-results", "0", "The number of letters must be more than 0"),
        ("amounts", "letters-results", "-5", "The number of letters must be more than 0"),
        ("amounts", "letters-results", "100,000,001", "must be 100,000,000 or less"),
        ("amounts", "letters-results", "many", "Write the number of letters in digits, for example"),
        ("amounts", "letters-results", "150 to 100", "Write the smaller number first"),
        ("amounts", "letters-length", "6 minutes", "Write the length in digits, for example 3 pages"),
        ("amounts", "letters-length", "0 pages", "The length must be more than 0"),
        ("amounts", "letters-once", "never", "Pick one of the answers on this page"),
        ("by-hand", "letters-minutes_by_hand", "0", "The minutes for one must be more than 0"),
        ("by-hand", "letters-doers", "1.5", "as a whole number"),
        ("by-hand", "letters-doers", "-1", "The number of people must be 0 or more"),
        ("by-hand", "wage_usd", "0", "An hour is worth something: write what you would pay"),
        ("by-hand", "wage_usd", "1.125", "Is “1.125” more than a thousand?"),
        ("by-hand", "wage_usd", "200 CHF", "Write the cost of an hour in dollars, euros or pounds"),
        ("by-hand", "wage_usd", "100,001", "Write at most $100,000"),
        ("by-hand", "people", "0", "The number of people must be 1 or more"),
        ("by-hand", "people", "1,000,001", "must be 1,000,000 or less"),
        ("by-hand", "currency", "XAU", "Pick one of the answers"),
        ("mistakes", "letters-stakes", "nothing", "Pick one of the answers"),
        ("mistakes", "letters-damage_usd", "0", "A mistake that costs nothing is a nuisance"),
        ("mistakes", "letters-damage_usd", "1,000,001", "Write at most $1,000,000"),
        ("mistakes", "letters-damage_usd", "€ 999,999", "Write at most $1,000,000"),
        ("mistakes", "letters-worst", "x" * 201, "may have 200 characters; this is 201"),
        ("mistakes", "letters-worst", "a\0b", "There is a sign in the text"),
        ("decisions", "letters-decides_on", [], "Tick what holds, or “Nothing of these”"),
        ("decisions", "letters-decides_on", ["sum", "nothing"], "Tick either what holds, or “Nothing of these”"),
        ("decisions", "letters-decides_on", ["weather"], "One of these is no longer on the list"),
        ("material", "letters-secrets", [""], "Tick what holds, or “Nothing private”"),
        ("scale", "country", "atlantis", "Pick one of the answers"),
        ("language", "languages", ["de", "en", "fr", "it"], "Pick 3 at most; you picked 4"),
        ("language", "languages", ["xx"], "One of these is no longer on the list"),
        ("software", "paid", ["ChatGPT", ""], "Which one of “ChatGPT”: ChatGPT Plus or ChatGPT Business?"),
        ("software", "paid", ["Klingon", ""], "“Klingon” is not on file; take a name that is offered"),
        ("software", "paid", ["", "20"], "Write which app costs $20"),
        ("software", "paid", ["Notion", "cheap"], "Write what a seat costs a month in digits"),
        ("software", "paid", ["Gemma 4", ""], "“Gemma 4” is not on file"),
        ("limit", "limit_usd", "0", "Nothing can be bought for 0"),
        ("limit", "limit_usd", "-1", "The amount must be 0 or more"),
        ("test", "starts", "29 November 2026", "Pick a day from today"),
        ("test", "starts", "1 March 2040", "Pick a day before the end of 2029"),
        ("test", "starts", "soon", "Write the first day as day, month and year"),
        ("tune", "letters-wrong_today", "101", "The number must be 100 or less"),
        ("tune", "fears", ["look"], "One of these is no longer on the list"),  # nothing is drawn
        ("tune", "brief_must", "x" * 2001, "may have 2,000 characters"),
        ("scale", "roles", ["pilot"], "One of these is no longer on the list"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_asked_back_in_a_sentence(
    key: str, name: str, value: Any, sentence: str
) -> None:
    form = field_sent(key, name, value)
    field = name.rpartition("-")[2]

    assert sentence in error_of(form, field)
    assert not error_of(form, field).endswith(".")
    assert not sent(key, {name: value}).is_valid


@pytest.mark.parametrize(
    ("slug", "usual", "typed", "times"),
    [
        ("letters", "3 pages", "3 pages", Decimal(1)),
        ("letters", "3 pages", "30 lines", Decimal("0.2")),
        ("clips", "10 seconds", "30", Decimal(3)),
        ("clips", "10 seconds", "1 min", Decimal(6)),
        ("talks", "10 minutes", "5", Decimal("0.5")),
        ("talks", "10 minutes", "300 s", Decimal("0.5")),
    ],
)
def test_length_is_told_in_times_of_the_usual(
    slug: str, usual: str, typed: str, times: Decimal
) -> None:
    form = field_sent("amounts", f"{slug}-length", typed, slug)

    assert form.usual["length"].text == usual
    assert form.values["length"] == times


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("letters", "How long is one, in pages, words or lines?"),
        ("clips", "How long is one, in seconds or minutes?"),
    ],
)
def test_length_is_asked_with_its_units(slug: str, title: str) -> None:
    page = sent("amounts", {}, slug)

    assert page.of_jobs[0]["length"].label == title


@pytest.mark.parametrize("slug", ["chats", "patches", "minutes", "logos"])
def test_length_that_nobody_can_say_is_not_asked(slug: str) -> None:
    page = sent("amounts", {}, slug)

    assert [*page.of_jobs[0].fields] == ["results", "once"]


@pytest.mark.parametrize(
    ("key", "name", "left", "changed"),
    [
        ("amounts", "letters-results", "100", "101"),
        ("amounts", "letters-length", "3 pages", "4 pages"),
        ("by-hand", "letters-minutes_by_hand", "10", "11"),
        ("by-hand", "wage_usd", "25", "26"),
        ("by-hand", "people", "10", "11"),
    ],
)
def test_usual_figure_that_is_left_standing_stays_ours(
    key: str, name: str, left: str, changed: str
) -> None:
    assert sent(key, {name: left}).stored()[name] == ""
    assert str(sent(key, {name: changed}).stored()[name]).startswith(changed)


def test_usual_wage_stays_ours_when_only_its_currency_is_changed() -> None:
    euros = {"wage_usd": "25", "currency": "EUR", "people": "10"}

    assert sent("by-hand", euros).stored()["wage_usd"] == ""
    # the same in euros
    assert sent("by-hand", euros | {"wage_usd": "22"}).stored()["wage_usd"] == ""
    assert sent("by-hand", euros | {"wage_usd": "30"}).stored()["wage_usd"] == "30 EUR"


def test_ticked_usual_answer_is_the_owners_once_it_is_sent() -> None:
    journey = way("letters", mistakes={"letters-stakes": "money", "letters-review": "every"})

    assert journey.answers.jobs[0].stakes is Stakes.MONEY
    assert journey.answers.jobs[0].review is Review.EVERY


def test_money_keeps_its_currency_when_the_plans_changes() -> None:
    in_euros = stored("letters", by_hand={"currency": "EUR", "wage_usd": "30 EUR"})
    limit = form_of(
        next(row for row in journey_of(in_euros, CATALOG, ON).stops if row.page.key == "limit"),
        {"limit_usd": "100"},
        Sending.SENT,
    )

    assert limit.stored() == {"limit_usd": "100 EUR"}
    in_pounds = in_euros | {
        "by-hand": {"currency": "GBP", "wage_usd": "30 EUR"},
        "limit": limit.stored(),
    }
    answers = journey_of(in_pounds, CATALOG, ON).answers
    assert (answers.limit_usd, answers.wage_usd) == (Decimal(115), Decimal("34.5"))


def test_money_without_a_rate_is_asked_back() -> None:
    bare = {"limit": {"limit_usd": "100 EUR"}, **stored("letters")}
    journey = journey_of(bare, Catalog(use_cases=CATALOG.use_cases), ON)

    stop = next(row for row in journey.stops if row.page.key == "limit")
    assert stop.is_broken
    assert journey.answers.limit_usd is None


@pytest.mark.parametrize(
    ("key", "fields", "name", "counts"),
    [
        ("mistakes", {"letters-stakes": "nuisance", "letters-damage_usd": "rubbish"}, "damage_usd", False),
        ("mistakes", {"letters-stakes": "hurt", "letters-damage_usd": "500"}, "damage_usd", False),
        ("mistakes", {"letters-stakes": "law", "letters-damage_usd": "500"}, "damage_usd", True),
        ("mistakes", {"letters-stakes": "", "letters-damage_usd": "500"}, "damage_usd", True),
        ("mistakes", {"letters-stakes": "law", "letters-review": "nobody"}, "review", False),
        ("mistakes", {"letters-stakes": "hurt", "letters-review": "rubbish"}, "review", False),
        ("mistakes", {"letters-stakes": "money", "letters-review": "nobody"}, "review", True),
        ("material", {"place": "eu", "machine": "server"}, "machine", False),
        ("material", {"place": "eu", "machine_stands": "rubbish"}, "machine_stands", False),
        ("material", SERVERS | {"machine": "server"}, "machine", True),
        ("use", {"built_in": "by-hand", "built_into": "rubbish"}, "built_into", False),
        ("use", {"built_in": "unsure", "built_into": "system"}, "built_into", True),
    ],
)  # fmt: skip
def test_what_another_answer_makes_moot_neither_counts_nor_is_complained_about(
    key: str, fields: dict[str, Any], name: str, *, counts: bool
) -> None:
    form = sent(key, fields | {"letters-secrets": ["nothing"]})
    of_name = next(row for row in form.forms if name in row.fields)

    assert error_of(of_name, name) == ""
    assert (of_name.values.get(name) is not None) == counts
    assert (of_name.add_prefix(name) in form.stored()) == counts


def test_machine_is_asked_where_one_job_alone_stays_in_the_house() -> None:
    fields = {"place": "eu", "clips-place": "own-servers", "machine": "pc"}
    several = {"letters-secrets": ["nothing"], "clips-secrets": ["nothing"]}

    page = sent("material", fields | several, "letters", "clips")

    assert page.whole is not None
    assert page.whole.values["machine"] is MachineSize.PC


def test_own_words_are_a_job_with_what_comes_out() -> None:
    page = sent(
        "what",
        {
            "own-2-words": "Write  speeches",
            "own-2-medium": "text",
            "own-2-act": "write",
            "own-2-goes_in": "photo",
        },
    )
    answers = page.fill(way().answers)

    assert page.is_valid
    assert [(row.key, row.words, row.medium, row.act, row.goes_in) for row in answers.jobs] == [
        ("own-2", "Write speeches", Medium.TEXT, JobAct.WRITE, GoesIn.PHOTO)
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Pick a job, or say it in your own words"),
        ({"own-1-words": "  "}, "Pick a job, or say it in your own words"),
        ({"jobs": ["gone"]}, "One of these is no longer on the list"),
        ({"jobs": [row.slug for row in CATALOG.use_cases[:7]]}, "Pick 6 at most; these are 7"),
        ({"jobs": ["letters", "clips", "logos", "talks", "chats", "patches"], "own-1-words": "More",
          "own-1-medium": "text", "own-1-act": "write"}, "Pick 6 at most; these are 7"),
        ({"own-1-words": "Speeches", "own-1-medium": "text", "own-1-act": "write",
          "own-3-words": "speeches", "own-3-medium": "text", "own-3-act": "write"},
         "Two of your own jobs have the same words"),
        ({"own-1-words": "Speeches"}, "Choose the result"),
        ({"own-1-words": "Speeches", "own-1-medium": "vector"}, "Pick one of the answers"),
        # what words seem to ask for is read before it counts
        ({"own-1-words": "Write speeches", "own-1-medium": "text"}, "Look whether this is what is done"),
        ({"own-1-words": "Speeches", "own-1-medium": "text"}, "Pick what is done"),
        ({"own-1-words": "x" * 121, "own-1-medium": "text"}, "may have 120 characters"),
    ],
)  # fmt: skip
def test_jobs_that_cannot_be_taken_get_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    page = sent("what", fields)

    assert not page.is_valid
    assert sentence in page.problems()[0].error


@pytest.mark.parametrize(
    ("medium", "act", "goes_in"),
    [
        ("text", JobAct.CHECK, GoesIn.PHOTO),
        ("data", JobAct.CHECK, GoesIn.PHOTO),
        ("image", None, GoesIn.PHOTO),
        ("code", None, None),
        ("music", None, None),
    ],
)
def test_who_makes_pictures_or_sound_is_not_asked_what_is_done(
    medium: str, act: JobAct | None, goes_in: GoesIn | None
) -> None:
    fields = {"words": "A song", "medium": medium, "act": "check", "goes_in": "photo"}

    page = sent("what", {f"own-1-{name}": value for name, value in fields.items()})
    (job,) = page.fill(way().answers).jobs

    assert page.is_valid
    assert (job.act, job.goes_in) == (act, goes_in)


@pytest.mark.parametrize(
    ("words", "picked"),
    [("Check files", "check"), ("Make a roster", "plan"), ("Speeches", "")],
)
def test_a_search_fills_in_what_its_words_seem_to_ask(words: str, picked: str) -> None:
    page = WhatPage(way().situation, {})
    page.search(words, ())
    row = page.whole.own_rows[0] if isinstance(page.whole, WhatForm) else page.of_jobs[0]

    (drawn,) = (question for question in row.drawn() if question.name == "act")

    picked_now = [choice.choice.value for choice in drawn.choices if choice.is_picked]
    assert picked_now == [picked] * bool(picked)


def test_what_a_program_sent_without_an_act_is_as_usual_and_says_so() -> None:
    page = {"own-1-words": "Check files", "own-1-medium": "data"}
    journey = journey_of({"what": page}, CATALOG, ON)
    usual = {row.field: row.usual.text for row in journey.assumed()}

    assert journey.answers.jobs[0].act is None
    assert (usual["act"], usual["goes_in"]) == ("copy", "text")


def test_brief_is_one_answer_of_several_lines() -> None:
    answers = way("letters", tune={"brief_voice": "Warm\nand short", "brief_never": ""}).answers

    assert answers.brief == Brief(voice="Warm\nand short")


RUBBISH = ("\0", "9" * 400, "=cmd()", "<script>", "\u202egnp", "1e99", "x" * 5000, "NaN")


@pytest.mark.parametrize("question", [*all_questions()], ids=lambda row: row.about)
def test_rubbish_is_refused_or_kept_as_words(question: Any) -> None:
    slug = "own-1" if question.page.key == "what" else "letters"
    name = f"{slug}-{question.name}" if question.of_job else question.name
    # So many that one is asked what each is worth.
    journey = way("letters", "clips", amounts={"letters-results": "100000"})
    stop = next(row for row in journey.stops if row.page.key == question.page.key)

    for rubbish in RUBBISH:
        page = form_of(stop, {name: [rubbish]}, Sending.SENT)

        assert page.is_valid in {True, False}
        assert page.fill(journey.answers) is not None, rubbish
        assert all(not row.error.endswith(".") for row in page.problems()), rubbish
        if page.is_valid:
            assert "\0" not in str(page.stored()), rubbish
