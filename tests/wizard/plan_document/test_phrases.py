"""Phrases of jobs: every job has its own, each kind of result has neutral ones, and shapes hold."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from catalog.registry import KINDS
from catalog.vocabulary import OUTPUT_MEDIA, Medium
from tests.support import starter_catalog
from tests.wizard.filled_in import filled_in
from tests.wizard.plan_document.endings import ON, tile
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct, Stakes
from wizard.document.compose import document_of
from wizard.document.instructions import instructions
from wizard.document.phrases import phrases_of, slots, words_of
from wizard.document.sentences import Narrator

KIND = KINDS["job_phrases"]


def test_every_job_and_every_kind_of_result_has_phrases() -> None:
    catalog = starter_catalog()

    assert set(catalog.phrases_of) == set(catalog.use_case)
    assert set(catalog.phrases_for) == set(OUTPUT_MEDIA)


def test_every_phrase_and_every_example_has_the_shape_of_its_slot() -> None:
    broken = [
        (row.use_case or row.medium, field.name, getattr(row, field.name))
        for row in starter_catalog().job_phrases
        for field in KIND.described.values()
        if (rule := field.about.rule) is not None
        and rule.pattern
        and not re.search(rule.pattern, getattr(row, field.name))
    ]

    assert broken == []


def test_what_is_done_against_the_worst_is_more_than_reading() -> None:
    rows = starter_catalog().job_phrases

    assert [row.use_case for row in rows if row.against in {row.every, row.release}] == []


def test_a_phrase_holds_for_any_firm_and_for_what_is_done_once() -> None:
    """No data sheet, no month before; and who releases does not do the whole work again."""
    of_one_firm = re.compile(
        r"data sheet|last (month|year|season)|[Rr]ead every \w+ in full|decide alone"
    )
    said = [
        getattr(row, field.name)
        for row in starter_catalog().job_phrases
        for field in KIND.described.values()
        if field.about.rule is not None and field.about.rule.pattern
    ]

    assert [text for text in said if of_one_firm.search(text)] == []


@pytest.mark.parametrize(
    ("field", "phrase"),
    [
        ("do_with", "answer customers"),
        ("do_with", "to answer customers."),
        ("leave", "You answer the chat yourself."),
        ("leave", "Keep answering the chat yourself"),
        ("item", "conversations."),
        ("every", "read every answer."),
        ("every", "Read every {answer}."),
        ("collect", "Take real questions from last month."),
        ("collect", "Take {n} of {n} real questions."),
        ("good_test", "Every fact is right."),
        ("task_noun", "a noun that is far too long to stand before a colon in a line"),
    ],
)
def test_phrase_that_breaks_its_slot_is_refused(field: str, phrase: str) -> None:
    rule = KIND.described[field].about.rule

    assert rule is not None
    assert not re.search(rule.pattern, phrase)


def test_job_without_phrases_is_spoken_of_by_its_kind_of_result_and_quoted() -> None:
    catalog = starter_catalog()
    rows = tuple(row for row in catalog.job_phrases if row.use_case != "menu-photos")
    bare = replace(catalog, job_phrases=rows)
    job = Job(key="menu-photos", use_case="menu-photos")

    assert phrases_of(job, bare) == catalog.phrases_for[Medium.IMAGE]
    assert words_of(job, bare) == catalog.use_case["menu-photos"].name


def test_own_words_like_a_job_on_file_are_checked_as_it_is_and_called_as_they_are() -> None:
    catalog = starter_catalog()
    job = Job(key="own-1", words="Posters for our concerts", medium=Medium.IMAGE)
    alike, neutral = phrases_of(job, catalog, like="graphic-design"), phrases_of(job, catalog)
    design = catalog.phrases_of["graphic-design"]

    assert (alike.good_test, alike.every) == (design.good_test, design.every)
    assert (alike.do_with, alike.use_case) == (neutral.do_with, None)
    assert phrases_of(job, catalog, like="") == neutral


def test_own_words_take_a_risk_on_file_only_where_it_speaks_of_their_thing() -> None:
    """A cracked part is no risk of photos of roofs; of photos of brake parts it is."""
    catalog = starter_catalog()
    roofs, brakes = (
        Job(key="own-1", words=words, medium=Medium.DATA)
        for words in ("Sort our photos of roofs", "Sort our photos of brake parts")
    )
    (like,) = {row.use_case for row in catalog.job_phrases if "cracked part" in row.harm}
    neutral = phrases_of(roofs, catalog)

    assert like is not None
    assert phrases_of(roofs, catalog, like=like).harm == neutral.harm
    assert phrases_of(roofs, catalog, like=like).release == neutral.release
    assert "cracked part" in phrases_of(brakes, catalog, like=like).harm


@pytest.mark.parametrize(
    ("act", "words", "piece"),
    [
        (JobAct.ANSWER, "Answer letters", "answer"),
        (JobAct.TELL, "Rules", "message"),
        (JobAct.WRITE, "Rules", "text"),
        (JobAct.WRITE, "Write letters to parents from the reports of teachers", "letter"),
        (JobAct.WRITE, "Turn voice messages and letters into a report", "report"),
        (JobAct.WRITE, "Write rules from letters", "text"),
        (JobAct.WRITE, "Bericht aus Notizen", "report"),
        (JobAct.EXPLAIN, "Explain letters", "text"),
        (JobAct.TRANSLATE, "Translate letters", "text"),
    ],
)
def test_text_is_called_as_its_owner_calls_it(act: JobAct, words: str, piece: str) -> None:
    catalog = starter_catalog()
    job = Job(key="own-1", words=words, act=act)
    phrases = phrases_of(job, catalog)
    read = Narrator().about(slots(phrases), job.words).fill("{every} {wrong_piece}", {})

    assert (phrases.item, phrases.piece) == (piece, piece)
    assert f"{piece} before you" in read
    assert read.endswith(f"{phrases.piece_plural} had to be rewritten")
    assert ("before you send it" in read) is (act in {JobAct.ANSWER, JobAct.TELL})


@pytest.mark.parametrize(
    ("act", "piece"), [(JobAct.LISTS, "comparison"), (JobAct.SORT, "case"), (JobAct.COPY, "record")]
)
def test_what_compares_or_sorts_makes_no_records(act: JobAct, piece: str) -> None:
    job = Job(key="own-1", words="Papers", act=act, medium=Medium.DATA)

    assert phrases_of(job, starter_catalog()).piece == piece


@pytest.mark.parametrize(
    ("fields", "every"),
    [
        ({"medium": Medium.TEXT, "goes_in": GoesIn.PAPER}, "Compare every text with its source"),
        ({"medium": Medium.TEXT, "goes_in": GoesIn.TEXT}, "Read every text"),
        ({"medium": Medium.DATA, "goes_in": GoesIn.DICTATION}, "Let whoever said it"),
        ({"medium": Medium.DATA, "goes_in": GoesIn.PAPER}, "Compare every record"),
    ],
)
def test_what_is_copied_is_compared_by_who_can(fields: dict[str, Any], every: str) -> None:
    job = Job(key="own-1", words="Entries", act=JobAct.COPY, **fields)

    assert phrases_of(job, starter_catalog()).every.startswith(every)


def test_own_words_whose_result_is_a_document_are_spoken_of_as_texts() -> None:
    catalog = starter_catalog()
    job = Job(key="own-1", words="wedding songs", medium=Medium.DOCUMENT)

    assert phrases_of(job, catalog) == catalog.phrases_for[Medium.TEXT]
    assert words_of(job, catalog) == "wedding songs"


def test_who_sorts_is_right_where_two_people_would_pick_the_same() -> None:
    catalog = starter_catalog()
    neutral = catalog.phrases_for[Medium.DATA]
    sorts, copies = (
        phrases_of(Job(key="own-1", words="Logs", act=act, medium=Medium.DATA), catalog)
        for act in (JobAct.SORT, JobAct.COPY)
    )

    assert "people picked without AI" in sorts.good_test
    assert (sorts.do_with, sorts.collect) == (neutral.do_with, neutral.collect)
    assert copies == neutral
    # It is sorted all the same where its owner says that a text comes out.
    drafts = phrases_of(Job(key="own-1", words="x", act=JobAct.SORT, medium=Medium.TEXT), catalog)
    assert drafts.wrong_piece == "were sorted wrongly"
    written = phrases_of(Job(key="own-1", words="x", act=JobAct.WRITE), catalog)
    assert written.wrong_piece == "texts had to be rewritten"


@pytest.mark.parametrize(
    ("words", "is_heard"),
    [
        ("Transcribe recordings of hearings word for word", True),
        ("Write the minutes of hearings from recordings", False),
        ("Write speeches", False),
    ],
)
def test_what_is_written_down_is_right_word_for_word(words: str, *, is_heard: bool) -> None:
    job = filled_in(Job(key="own-1", words=words, medium=Medium.TEXT))
    phrases = phrases_of(job, starter_catalog())

    assert ("each “not” and number" in phrases.good_test) is is_heard


@pytest.mark.parametrize(
    ("fields", "keeps_it"),
    [
        ({"goes_in": GoesIn.DICTATION}, True),
        ({"goes_in": GoesIn.DICTATION, "once": True}, False),  # that lies there as a recording
        ({"goes_in": GoesIn.RECORDING}, False),
    ],
)
def test_recordings_of_what_is_dictated_are_kept(fields: dict[str, Any], *, keeps_it: bool) -> None:
    job = Job(key="own-1", words="Type up letters", medium=Medium.TEXT, **fields)
    phrases = phrases_of(job, starter_catalog())

    assert phrases.against.startswith("Keep each recording") is keeps_it
    assert "each “not” and number" in phrases.good_test


@pytest.mark.parametrize(
    ("fields", "is_changed"),
    [
        ({"medium": Medium.IMAGE, "goes_in": GoesIn.PHOTO}, True),
        ({"medium": Medium.IMAGE, "goes_in": GoesIn.PAPER}, True),
        ({"medium": Medium.IMAGE, "goes_in": GoesIn.TEXT}, False),
        ({"medium": Medium.IMAGE}, False),
        ({"medium": Medium.VIDEO, "goes_in": GoesIn.PHOTO}, False),
        ({"medium": Medium.TEXT, "goes_in": GoesIn.PHOTO}, False),
    ],
)
def test_what_is_made_up_in_a_changed_picture_is_named(
    fields: dict[str, Any], *, is_changed: bool
) -> None:
    phrases = phrases_of(Job(key="own-1", words="Gardens", **fields), starter_catalog())

    assert ("what in it is made up" in phrases.against) is is_changed
    assert ("for a promise" in phrases.cost_of_wrong) is is_changed


@pytest.mark.parametrize(
    ("act", "fields", "decides"),
    [
        (JobAct.FIND, {}, True),
        (JobAct.FIND, {"medium": Medium.TEXT}, True),
        (JobAct.CHECK, {}, False),  # held against a list of points
        (JobAct.FIND, {"decides_on": frozenset({DecidesOn.FIT})}, False),
        (JobAct.COPY, {}, False),
    ],
)
def test_people_judge_each_place_that_is_found_in_texts(
    act: JobAct, fields: dict[str, Any], *, decides: bool
) -> None:
    answers = {"medium": Medium.DATA} | fields
    phrases = phrases_of(Job(key="own-1", words="Reports", act=act, **answers), starter_catalog())

    assert ("each passage it marks" in phrases.every) is decides
    assert ("read one in ten whole" in phrases.sample) is decides
    assert (phrases.known_bad == "cases with a place that is hard to find") is decides
    assert ("plant a fault" in phrases.collect) is (act is JobAct.CHECK)


@pytest.mark.parametrize(
    ("words", "act", "piece"),
    [
        ("Look through reports for contradictions and gaps", JobAct.FIND, "check"),
        ("Look through reports for names", JobAct.FIND, "search"),
        ("Berichte auf Widersprüche durchsehen", JobAct.FIND, "check"),
        ("Copy reports with contradictions", JobAct.COPY, "record"),
        # two laid side by side
        ("Check the proof against the order", JobAct.CHECK, "comparison"),
        ("Check the proof against the list", JobAct.CHECK, "check"),
    ],
)
def test_whoever_looks_for_faults_checks(words: str, act: JobAct, piece: str) -> None:
    job = Job(key="own-1", words=words, act=act, medium=Medium.DATA)

    assert phrases_of(job, starter_catalog()).piece == piece


@pytest.mark.parametrize(
    ("fields", "is_first_hand"),
    [
        ({"goes_in": GoesIn.DICTATION}, True),
        ({"goes_in": GoesIn.PHOTO}, True),
        ({"goes_in": GoesIn.RECORDING}, False),  # it is heard again
        ({"goes_in": GoesIn.TEXT}, False),
        ({"goes_in": GoesIn.DICTATION, "act": JobAct.EXPLAIN}, False),
    ],
)
def test_what_is_written_from_what_is_seen_or_said_leaves_nothing_out(
    fields: dict[str, Any], *, is_first_hand: bool
) -> None:
    answers = {"act": JobAct.WRITE, "medium": Medium.TEXT} | fields
    phrases = phrases_of(Job(key="own-1", words="Write letters", **answers), starter_catalog())

    assert ("nothing that matters is missing" in phrases.good_test) is is_first_hand
    assert (phrases.piece == "letter") is (answers["act"] is JobAct.WRITE)


@pytest.mark.parametrize(
    ("fields", "is_cleaned"),
    [
        ({"medium": Medium.SPEECH, "goes_in": GoesIn.RECORDING}, True),
        ({"medium": Medium.MUSIC, "goes_in": GoesIn.RECORDING}, True),
        ({"medium": Medium.SPEECH, "goes_in": GoesIn.TEXT}, False),
        ({"medium": Medium.VIDEO, "goes_in": GoesIn.RECORDING}, False),
        ({"medium": Medium.DATA, "goes_in": GoesIn.RECORDING}, False),
    ],
)
def test_what_is_recorded_is_tested_beside_its_finished_version(
    fields: dict[str, Any], *, is_cleaned: bool
) -> None:
    phrases = phrases_of(Job(key="own-1", words="Clean talks", **fields), starter_catalog())

    assert ("old recordings" in phrases.collect) is is_cleaned
    assert ("beside the untouched one" in phrases.every) is is_cleaned


@pytest.mark.parametrize(
    ("words", "is_read"),
    [
        ("Sort side effects and draft the notice", True),
        ("Sort the mail and write answers", True),
        ("Sort drafts of notices", False),
        ("Sort what people write", False),
    ],
)
def test_what_is_sorted_and_written_of_is_read_too(words: str, *, is_read: bool) -> None:
    job = Job(key="own-1", words=words, act=JobAct.SORT, medium=Medium.TEXT)
    phrases = phrases_of(job, starter_catalog())

    assert "look at what decides each one" in phrases.release
    assert ("sign every text" in phrases.release) is is_read
    assert ("read every text" in phrases.every) is is_read


@pytest.mark.parametrize(
    ("words", "is_compared"),
    [("Check names against the list", True), ("Check names against the rules", False)],
)
def test_people_compare_all_of_what_is_held_against_a_list(
    words: str, *, is_compared: bool
) -> None:
    job = Job(key="own-1", words=words, act=JobAct.CHECK, medium=Medium.TEXT)
    phrases = phrases_of(job, starter_catalog())

    assert phrases.every.startswith("Compare all of it yourself") is is_compared
    assert phrases.known_bad == "planted faults"


@pytest.mark.parametrize(
    ("stakes", "act", "says"),
    [
        (Stakes.HURT, JobAct.TRANSLATE, "say back what each warning asks for"),
        (Stakes.MONEY, JobAct.TRANSLATE, "compare it with the original"),
        (None, JobAct.TRANSLATE, "compare it with the original"),
        (Stakes.HURT, JobAct.WRITE, ""),
    ],
)
def test_only_what_may_hurt_is_said_back(stakes: Stakes | None, act: JobAct, says: str) -> None:
    job = Job(key="own-1", words="Rules", act=act, medium=Medium.TEXT, stakes=stakes)
    phrases = phrases_of(job, starter_catalog())

    assert ("say back" in phrases.against) is ("say back" in says)
    assert says in phrases.against
    assert ("who speaks each language" in phrases.release) is bool(says)


def test_a_price_in_own_words_is_good_within_the_range_that_the_owner_would_name() -> None:
    catalog = starter_catalog()
    sums = frozenset({DecidesOn.SUM})
    job = Job(key="own-1", words="Chairs", act=JobAct.ANSWER, decides_on=sums)
    neutral = catalog.phrases_for[Medium.TEXT]
    price = phrases_of(job, catalog)

    assert "range" in price.good_test
    assert "range" in price.wrong_piece
    assert (price.do_with, price.collect) == (neutral.do_with, neutral.collect)


@pytest.mark.parametrize("medium", [Medium.TEXT, Medium.DATA])
def test_who_checks_counts_planted_faults_and_false_alarms(medium: Medium) -> None:
    catalog = starter_catalog()
    check, copy = (
        Job(key="own-1", words="Papers", act=act, medium=medium, worst="A payslip is missing")
        for act in (JobAct.CHECK, JobAct.COPY)
    )
    answers = Answers(jobs=(replace(check, results=Decimal(90), minutes_by_hand=Decimal(25)),))
    plan = document_of(decide(answers, catalog, ON), answers, catalog)
    test, stop, risk = (tile(plan, key) for key in ("test", "stop", "risk"))

    assert phrases_of(copy, catalog) == catalog.phrases_for[medium]
    assert "plant a fault" in test
    assert "Put in 10 planted faults: stop if one was missed." in stop
    assert "good ones were marked" in stop
    assert "had to be done again" not in stop  # whoever misses and marks wrongly is told already
    assert "A payslip is missing" in risk
    assert plan.head.headline.startswith("First list what must be there")


def test_a_model_is_told_all_of_the_owners_words() -> None:
    """A plan names the job by the first of them; what is pasted into a tool is the whole."""
    words = "Write to each member  who left\nwhat has changed since, and invite them to come back"
    job = Job(key="own-1", words=words, medium=Medium.TEXT, act=JobAct.WRITE)

    told = list(instructions(job, Answers(jobs=(job,)), starter_catalog()))

    whole = "Write to each member who left what has changed since, and invite them to come back"
    assert f"Your job: “{whole}”." in told
