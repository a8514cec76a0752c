"""What holds for every question and page: each fills its field, moot ones are left out.

Usual answers are those that count.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalog.schema import EDITORS_JUDGEMENT, Wording
from catalog.vocabulary import WordingPart
from config.environment import PROJECT
from tests.support import starter_catalog
from tests.wizard.questions.cases import CATALOG, ON, job, stored, way
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import case
from wizard.decision.decide import decide
from wizard.decision.safety import DANGERS
from wizard.decision.vocabulary import Joining
from wizard.questions.fields import QuestionField
from wizard.questions.flow import Journey, Sending, Step, UsualSource
from wizard.questions.forms import name_of_job
from wizard.questions.page_order import PAGES, AnyQuestion, all_questions, form_of, journey_of

QUESTIONS = [*all_questions()]
# What the wizard is made of, without the questions and the list of their answers.
READERS = "\n".join(
    file.read_text(encoding="utf-8")
    for end in ("py", "toml")
    for file in (PROJECT / "wizard").rglob(f"*.{end}")
    if file.parent.name != "questions" and file.name != "answers.py"
)
# What an owner sends to answer a question, otherwise than usual.
SENT: Mapping[str, Any] = {
    "jobs": ["letters"],
    "job.words": "Speeches",
    "job.medium": "text",
    "job.act": "check",
    "job.goes_in": "paper",
    "job.results": "5",
    "job.once": "once",
    "job.length": "9 pages",
    "job.minutes_by_hand": "7",
    "job.doers": "2",
    "wage_usd": "40",
    "currency": "EUR",
    "people": "3",
    "sites": "5",
    "job.stakes": "law",
    "job.damage_usd": "900",
    "job.review": "sample",
    "job.worst": "A wrong name",
    "job.decides_on": ["list"],
    "job.secrets": ["sensitive"],
    "job.place": "eu",
    "place": "own-servers",
    "machine": "pc",
    "machine_stands": "yes",
    "machine_rented": "yes",
    "secrecy": "yes",
    "languages": ["pl"],
    "works_in": ["slack"],
    "paid": ["Notion", ""],
    "built_in": "built-in",
    "built_into": "system",
    "builder": "handy",
    "limit_usd": "200",
    "job.choices": "notion-business",
    "starts": "2027-03-01",
    "job.finished_cases": "30",
    "job.wrong_today": "4",
    "fears": ["tone"],
    "at_hand": ["examples"],
    "examples": "12",
    "brief_voice": "Warm",
    "brief_audience": "Gardeners",
    "brief_must": "Size",
    "brief_never": "Prices",
    "brief_examples": "A spade.",
    "job.worth_usd": "3",
    "job.tool_today": "Notion",
    "roles": ["writer"],
    "joining": "together",
    "country": "uk",
    "title": "Letters",
    "firm": "Moss",
}
# What has to stand beside it for the question to be asked.
BESIDE: Mapping[str, Mapping[str, Any]] = {
    "job.medium": {"own-1-words": "Speeches"},
    "job.act": {"own-1-words": "Speeches", "own-1-medium": "text"},
    "job.goes_in": {"own-1-words": "Speeches", "own-1-medium": "text"},
    "job.words": {"own-1-medium": "text"},
    "machine": {"place": "own-servers"},
    "machine_stands": {"place": "own-servers"},
    "machine_rented": {"place": "own-servers"},
}
SEVERAL = {"job.place", "joining"}
# Jobs with which a question comes up that most bring not up.
WITH = {"sites": ("chats",), **dict.fromkeys(SEVERAL, ("letters", "clips"))}
MANY: dict[str, Any] = {"amounts": {"letters-results": "100000"}}


def field_of(question: AnyQuestion, answers: Answers) -> Any:
    """Return the field of the answers that a question fills."""
    if question.of_job and question.name != "choices":
        return getattr(answers.jobs[0], question.fills) if answers.jobs else None
    return getattr(answers, question.fills)


def key_of(question: AnyQuestion) -> str:
    return "own-1" if question.page.key == "what" else "letters"


@pytest.mark.parametrize("question", QUESTIONS, ids=[row.about for row in QUESTIONS])
class TestEveryQuestion:
    """What holds whatever the question."""

    def test_moves_its_field(self, question: AnyQuestion) -> None:
        name = f"{key_of(question)}-{question.name}" if question.of_job else question.name
        page = {name: SENT[question.about], **BESIDE.get(question.about, {})}
        slugs = WITH.get(question.about, ("letters",))
        before = stored(*slugs, **(MANY if question.about == "job.worth_usd" else {}))
        after = before | {question.page.key: page}

        was, now = (
            field_of(question, journey_of(each, CATALOG, ON).answers) for each in (before, after)
        )

        assert now != was or question.about == "jobs"

    def test_has_words(self, question: AnyQuestion) -> None:
        field = question.field
        labels = [str(field.label), field.short, *(row.label for row in field.choices)]
        hints = [str(field.help_text), *(row.hint for row in field.choices)]

        assert all(labels)
        assert not any(label.endswith(".") for label in labels)
        assert all(hint.endswith(".") for hint in hints if hint)
        assert "'" not in "".join([*labels, *hints])

    def test_editor_may_word_it_and_its_answers(self, question: AnyQuestion) -> None:
        about: dict[str, Any] = {
            "about": question.about,
            "source": EDITORS_JUDGEMENT,
            "as_of": ON,
        }
        texts: list[tuple[WordingPart, str, str]] = [
            (WordingPart.TITLE, "", "Wie viele?"),
            (WordingPart.SHORT, "", "Viele"),
            (WordingPart.HINT, "", "Etwa."),
        ]
        values = [row.value for row in question.field.choices if row.value]
        if values:
            value = values[0]
            texts += [(WordingPart.LABEL, value, "Ja"), (WordingPart.ANSWER_HINT, value, "So.")]
        rows = tuple(
            Wording(slug=f"w{number}", part=part, answer=answer, text=text, **about)
            for number, (part, answer, text) in enumerate(texts)
        )
        slugs = WITH.get(question.about, ("letters",))
        pages = MANY if question.about == "job.worth_usd" else {}
        journey = way(*slugs, catalog=replace(CATALOG, wordings=rows), **pages)
        stop = next(stop for stop in journey.stops if stop.page.key == question.page.key)

        form = form_of(stop, {}, Sending.STORED)
        field = next(
            row.field
            for one in form.forms
            for row in one.drawn()
            if row.name == question.name and (one.job is not None) == question.of_job
        )
        assert (field.label, field.short, field.help_text) == ("Wie viele?", "Viele", "Etwa.")
        if values:
            worded = next(row for row in field.choices if row.label == "Ja")
            assert worded.hint == "So."


@pytest.mark.parametrize("field", [row.name for row in fields(Answers)])
def test_every_field_of_the_answers_is_filled_by_one_question(field: str) -> None:
    filling = [
        row for row in QUESTIONS if row.fills == field and (not row.of_job or field == "choices")
    ]

    assert len({row.page for row in filling}) == 1
    assert len(filling) == 1 or field == "brief"


@pytest.mark.parametrize("field", [row.name for row in fields(Job)])
def test_every_field_of_a_job_is_filled_by_one_question(field: str) -> None:
    filling = [row for row in QUESTIONS if row.fills == field and row.of_job]

    # Which use case it is, and so its key, is what is picked on the first page.
    assert len(filling) == (0 if field in {"key", "use_case"} else 1)


@pytest.mark.parametrize("field", [row.name for row in (*fields(Answers), *fields(Job))])
def test_every_answer_is_read_by_a_rule_or_a_sentence(field: str) -> None:
    assert re.search(rf"[.\"]{field}\b", READERS)


def test_keys_and_addresses_are_single() -> None:
    abouts = [row.about for row in QUESTIONS]

    assert len({*abouts}) == len(abouts)
    assert len({page.key for page in PAGES}) == len(PAGES)
    assert {page.key for page in PAGES}.isdisjoint(abouts)


def test_ten_pages_come_before_the_plan_and_each_step_has_one() -> None:
    before = [page for page in PAGES if not page.on_plan]

    assert len(before) == 10
    assert [page.step.order for page in before] == sorted(page.step.order for page in before)
    assert {page.step for page in PAGES} == {*Step}


# ------------------------------------------------------------------------------------ moot


def asked(journey: Journey) -> list[str]:
    return [stop.page.key for stop in journey.stops if not stop.page.on_plan]


OPEN = ["material", "language", "software", "use", "limit"]
FIRST = ["what", "amounts", "by-hand", "mistakes", "decisions"]
FUTURE: dict[str, Any] = {"decisions": {"letters-decides_on": ["future"]}}
SUM = {"decisions": {"letters-decides_on": ["sum"]}}
OWN_SERVERS = {"material": {"place": "own-servers", "letters-secrets": ["personal"]}}
PUBLIC = {"material": {"place": "own-servers", "letters-secrets": ["nothing"]}}


@pytest.mark.parametrize(
    ("slugs", "pages", "moot"),
    [
        (["letters"], {}, set()),
        (["logos"], {}, {"language"}),  # nothing is said in it
        (["clips"], {}, set()),
        (["logos", "letters"], {}, set()),
        (["letters"], OWN_SERVERS, {"software"}),  # no app runs in the house
        (["letters"], PUBLIC, {"software"}),  # a place binds whatever goes in
        (["letters", "logos"], OWN_SERVERS, {"software"}),
        (["letters"], FUTURE, {*OPEN}),  # AI may not do it
        (["letters"], SUM, set()),  # AI writes the words, the sum comes from a sheet
        (["ratings"], {}, set()),  # its law says so, but its owner was not asked yet
        (["ratings"], {"decisions": {"ratings-decides_on": ["person"]}}, set()),
        (["letters", "logos"], FUTURE, {"language"}),
        (["letters"], {"decisions": {"letters-decides_on": ["list"]}}, set()),
    ],
)
def test_page_is_skipped_where_it_is_moot(
    slugs: list[str], pages: dict[str, Any], moot: set[str]
) -> None:
    assert asked(way(*slugs, **pages)) == [key for key in FIRST + OPEN if key not in moot]


def test_job_that_ai_may_not_do_is_asked_nothing_more() -> None:
    journey = way("letters", "logos", **FUTURE)
    material = next(stop for stop in journey.stops if stop.page.key == "material")

    form = form_of(material, {}, Sending.STORED)

    assert [row.job.key for row in form.of_jobs if row.job] == ["logos"]


@pytest.mark.parametrize(
    ("slugs", "pages", "name", "is_asked"),
    [
        (["letters"], {}, "joining", False),
        (["letters", "clips"], {}, "joining", True),
        (["letters"], {"by-hand": {"people": "1"}}, "roles", False),
        (["letters"], {"by-hand": {"people": "2"}}, "roles", True),
        (["letters"], {}, "worth_usd", False),
        (["letters"], MANY, "worth_usd", True),  # more than ten people could make
        (["letters"], {"by-hand": {"letters-doers": "0"}}, "worth_usd", True),  # nobody does it
        (["letters"], {"by-hand": {"letters-doers": "1"}}, "worth_usd", False),
    ],
)
def test_question_on_the_plan_is_left_out_where_it_is_moot(
    slugs: list[str], pages: dict[str, Any], name: str, *, is_asked: bool
) -> None:
    scale = next(stop for stop in way(*slugs, **pages).stops if stop.page.key == "scale")

    names = {field for form in form_of(scale, {}, Sending.STORED).forms for field in form.fields}

    assert (name in names) == is_asked


@pytest.mark.parametrize(
    ("slugs", "is_asked"),
    [
        (["letters"], False),  # no app for it has a price by the site
        (["chats"], True),
        (["letters", "chats"], True),
    ],
)
def test_sites_are_asked_where_a_price_counts_them(slugs: list[str], *, is_asked: bool) -> None:
    by_hand = next(stop for stop in way(*slugs).stops if stop.page.key == "by-hand")

    names = {field for form in form_of(by_hand, {}, Sending.STORED).forms for field in form.fields}

    assert ("sites" in names) == is_asked


def test_mistakes_of_today_are_asked_where_there_is_one_right_answer() -> None:
    tune = next(stop for stop in way("letters", "logos").stops if stop.page.key == "tune")

    rows = form_of(tune, {}, Sending.STORED).of_jobs

    assert ["wrong_today" in row.fields for row in rows] == [True, False]


def test_several_jobs_are_asked_on_one_page_a_row_a_job() -> None:
    amounts = next(stop for stop in way("letters", "logos").stops if stop.page.key == "amounts")

    rows = form_of(amounts, {}, Sending.STORED).of_jobs

    assert [row.job_name for row in rows] == ["Letters", "Logos"]
    assert [row["results"].label for row in rows] == ["How many letters?", "How many logos?"]
    assert all(row.is_row for row in rows)


def test_page_is_asked_again_for_a_job_that_came_later() -> None:
    fields_ = {"letters-results": "5", "letters-once": "monthly", "letters-length": ""}

    assert way("letters", amounts=fields_).stops[1].is_settled
    later = way("letters", "logos", amounts=fields_)
    assert not later.stops[1].is_settled
    assert later.answers.jobs[0].results == 5


# ----------------------------------------------------------------------------- what is gone


def test_use_case_that_was_deleted_is_asked_for_anew_and_the_others_count() -> None:
    journey = way("gone", "letters")

    assert [row.key for row in journey.answers.jobs] == ["letters"]
    assert journey.next_open is journey.stops[0]
    (problem,) = form_of(journey.stops[0], journey.stops[0].fields, Sending.STORED).problems()
    assert "no longer on the list" in problem.error
    assert not journey.can_be_decided


def test_plan_that_was_deleted_is_asked_for_anew_and_the_others_count() -> None:
    journey = way("letters", software={"works_in": [], "paid": ["Gone", "", "Notion", ""]})

    stop = next(row for row in journey.stops if row.page.key == "software")
    assert [row.plan for row in journey.answers.paid] == ["notion-business"]
    assert stop.is_broken
    assert "“Gone” is not on file" in form_of(stop, stop.fields, Sending.STORED).problems()[0].error


def test_own_choice_that_is_gone_is_asked_for_anew() -> None:
    journey = way("letters", choice={"letters-choices": "gone-plan"})

    stop = next(row for row in journey.stops if row.page.key == "choice")
    assert journey.answers.choices == ()
    assert stop.is_broken


def test_answers_for_a_job_that_is_gone_are_passed_over() -> None:
    journey = way("letters", amounts={"logos-results": "40", "letters-results": "7"})

    assert [row.results for row in journey.answers.jobs] == [Decimal(7)]


# -------------------------------------------------------------------------- usual answers


def continued(*slugs: str, catalog: Any = CATALOG, **pages: Any) -> Journey:
    """Return the way of somebody who presses Continue on all pages and changes only these."""
    kept = stored(*slugs, **pages)
    while (stop := (journey := journey_of(kept, catalog, ON)).next_open) is not None:
        drawn = form_of(stop, {}, Sending.STORED)
        values = {row.html_name: [*row.values] for form in drawn.forms for row in form.drawn()}
        sent = form_of(stop, values, Sending.SENT)
        assert sent.is_valid, [row.error for row in sent.problems()]
        kept[stop.page.key] = sent.stored()
    return journey


@pytest.mark.parametrize("slug", [row.slug for row in CATALOG.use_cases])
def test_usual_answers_are_those_that_count_without_any(slug: str) -> None:
    nothing, everything = way(slug).answers, continued(slug).answers

    assert (
        case(everything.jobs[0], everything, CATALOG, DANGERS).work
        == case(nothing.jobs[0], nothing, CATALOG, DANGERS).work
    )


@pytest.mark.parametrize("slug", ["product-description", "contract-review", "invoice-capture"])
@pytest.mark.parametrize("place", ["anywhere", "own-servers"])
def test_continue_alone_changes_nothing_in_the_decision(slug: str, place: str) -> None:
    catalog = starter_catalog()
    material = {"place": place, f"{slug}-secrets": ["confidential"], "machine": "card"}
    first = journey_of(stored(slug, material=material), catalog, ON).answers
    second = continued(slug, catalog=catalog, material=material).answers

    before, after = (decide(answers, catalog, ON).jobs[0] for answers in (first, second))

    assert after.ending == before.ending
    assert after.guessed <= before.guessed


def test_usual_answers_say_where_they_come_from() -> None:
    assumed = {(row.job, row.field): row.usual for row in way("letters").assumed()}

    assert assumed["letters", "minutes_by_hand"].source is UsualSource.JOB
    assert assumed["letters", "length"].text == "3 pages"
    assert assumed["letters", "results"].source is UsualSource.OURS
    assert assumed["letters", "decides_on"].values == ("nothing",)
    assert ("", "machine") not in assumed  # nothing has to stay in the house
    assert ("", "limit_usd") not in assumed  # no limit is no guess


def test_figures_left_standing_are_still_marked_and_ticks_are_not() -> None:
    assumed = {(row.job, row.field) for row in continued("letters").assumed()}

    assert assumed >= {("letters", "results"), ("letters", "minutes_by_hand"), ("", "wage_usd")}
    assert assumed.isdisjoint({("letters", "stakes"), ("letters", "secrets"), ("", "place")})
    assert ("", "built_in") in assumed  # not being sure leaves it to us


@pytest.mark.parametrize(
    ("words", "ticked"), [("Write speeches", ()), ("Rank applicants", ("person",))]
)
def test_own_words_may_hint_at_a_danger_and_are_never_taken_to_be_harmless(
    words: str, ticked: tuple[str, ...]
) -> None:
    own = {"own-1-words": words, "own-1-medium": "text"}
    stops = journey_of({"what": own}, CATALOG, ON).stops
    stop = next(row for row in stops if row.page.key == "decisions")

    (form,) = form_of(stop, {}, Sending.STORED).of_jobs

    assert next(form.drawn()).values == ticked
    assert not form_of(stop, {}, Sending.SENT).is_valid


def test_doers_and_damage_are_counted_for_the_owner() -> None:
    journey = way("letters", amounts={"letters-results": "600"})  # 100 hours a month
    by_hand = next(stop for stop in journey.stops if stop.page.key == "by-hand")
    mistakes = next(stop for stop in journey.stops if stop.page.key == "mistakes")

    assert form_of(by_hand, {}, Sending.STORED).of_jobs[0].usual["doers"].text == "3"
    damage = form_of(mistakes, {}, Sending.STORED).of_jobs[0].field("damage_usd", QuestionField)
    # 50 times ten minutes at $25 an hour.
    assert damage.choices[0].hint == "$208 for money, $5,000 for the law"


def test_jobs_are_called_by_what_they_result_in_or_by_own_words() -> None:
    names = [
        name_of_job(row, CATALOG)
        for row in (
            Job(key="letters", use_case="letters"),
            Job(key="own-1", words="Speeches"),
            Job(key="gone", use_case="gone"),
        )
    ]

    assert names == ["Letters", "Speeches", "Something that is no longer on file"]


def test_joining_is_read_where_there_are_several_jobs_alone() -> None:
    pages: dict[str, Any] = {"scale": {"joining": "together"}}

    assert way("letters", "clips", **pages).answers.joining is Joining.TOGETHER
    assert way("letters", **pages).answers.joining is None


def test_day_of_the_plan_that_is_over_still_counts() -> None:
    assert way("letters", test={"starts": "1 March 2026"}).answers.starts == date(2026, 3, 1)


def test_toy_jobs_stand_by_trade() -> None:
    more = replace(CATALOG, use_cases=(*CATALOG.use_cases, job("wills", industry="law")))
    stop = way("letters", catalog=more).stops[0]

    whole = form_of(stop, {}, Sending.STORED).whole

    assert whole is not None
    groups = whole["jobs"].groups  # type: ignore[attr-defined]  # our own bound field
    assert [*groups] == ["All trades", "Law"]
    assert [row.choice.value for row in groups["Law"]] == ["ratings", "wills"]
