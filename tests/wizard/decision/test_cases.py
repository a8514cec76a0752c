"""How a job is counted: batches and pieces, who needs a seat, and what is left to AI.

This is on a toy catalog.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabulary import AppKind, Known, Medium, SolutionKind
from catalog.workload import usual_results
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import (
    ON,
    answers,
    app,
    business,
    catalog,
    job,
    plan,
    seat,
    solution,
    use_case,
)
from tests.wizard.decision.toys import work
from tests.wizard.filled_in import filled_in
from wizard.decision.answers import Job
from wizard.decision.cases import Case, can_leave_names_out, case
from wizard.decision.decide import decide
from wizard.decision.endings import Advised, Ending, LeaveIt, OverLimit, first_of
from wizard.decision.rules import Rule
from wizard.decision.safety import DANGERS
from wizard.decision.verdicts import work_of_few
from wizard.decision.vocabulary import Builder, DecidesOn, GoesIn, JobAct, Place, Secret, Stakes

LETTERS = replace(starter_catalog().job_phrases[0], use_case="letters", medium=None)


def counted(
    pieces: float, minutes: str | None, results: str | None = "200", usual: int = 100
) -> Case:
    """Return a job of which so many pieces usually take so many minutes."""
    rows = catalog(
        use_cases=(use_case(minutes_by_hand=Decimal(usual)),),
        job_phrases=(replace(LETTERS, pieces=Decimal(pieces)),),
    )
    typed = job(
        minutes_by_hand=None if minutes is None else Decimal(minutes),
        results=None if results is None else Decimal(results),
    )
    return case(typed, answers(typed), rows, {})


@pytest.mark.parametrize(
    ("pieces", "minutes", "results", "hours"),
    [
        (100, "10", 2, 33),  # a tenth of a batch: those of a piece
        (100, "11", 200, 37),  # a quick batch
        (10, "10", 20, 33),
        (9, "10", 200, 33),  # hardly a batch
        (1, "1", 200, 3),
        (100, None, 200, 333),  # the usual minutes are those of a batch
    ],
)
def test_minutes_of_a_piece_say_that_pieces_were_counted(
    pieces: int, minutes: str | None, results: float, hours: int
) -> None:
    of = counted(pieces, minutes)

    assert of.work.results == results
    assert round(of.work.hours_by_hand) == hours
    assert (of.job == of.typed) is (results == 200)


# A minute of calls usually takes one, and a call three of them.
@pytest.mark.parametrize(
    ("minutes", "results", "pieces"),
    [
        ("4", 800, 200),
        ("1.5", 300, 200),
        ("1.4", 200, 67),  # a minute, and a part of a note
        (None, 200, 67),
    ],
)
def test_minutes_of_a_call_say_that_calls_were_counted(
    minutes: str | None, results: float, pieces: int
) -> None:
    of = counted(1 / 3, minutes, usual=1)

    assert of.work.results == results
    assert round(of.work.pieces_in_all) == pieces
    assert of.work.hours_by_hand == pytest.approx(200 * float(minutes or 1) / 60)


@pytest.mark.parametrize(
    ("pieces", "minutes", "results", "usual", "exact"),
    [
        (12, "5", "36", 60, 3),  # dozens
        (30, "1", "270", 30, 9),
        (0.5, "5", "3", 3, 5),
        (0.5, "5", "3", 0, 3),  # nobody says how long one usually takes
    ],
)
def test_whole_numbers_stay_whole_in_another_unit(
    pieces: float, minutes: str, results: str, usual: int, exact: int
) -> None:
    of = counted(pieces, minutes, results, usual)

    assert of.job.results == exact


def test_without_a_number_nothing_is_taken_for_pieces() -> None:
    assert counted(100, "1", results=None).work.results == 20  # batches of two hours, as is usual


@pytest.mark.parametrize(
    ("on_file", "typed", "wrong"),
    [
        (5, None, 0.05),
        (5, "2.5", 0.025),
        (5, "1", 0.01),
        (5, "0", 0.01),  # nobody is always right
        (5, "50", 0.5),
        (5, "51", 0.5),
        (None, "2", None),  # nobody calls it right or wrong
    ],
)
def test_people_are_wrong_as_often_as_their_owner_says(
    on_file: int | None, typed: str | None, wrong: float | None
) -> None:
    rows = catalog(solutions=(solution(people_wrong=on_file),))
    typed_job = job(wrong_today=None if typed is None else Decimal(typed))

    assert case(typed_job, answers(typed_job), rows, {}).work.people_wrong == wrong


@pytest.mark.parametrize(
    ("results", "once", "doers"),
    [
        (1, False, 1),
        (480, False, 1),
        (481, False, 2),
        (1_441, False, 4),
        (9_999, False, 4),
        (5_760, True, 1),
        (5_761, True, 2),
    ],
)
def test_each_of_few_does_what_takes_a_week_of_a_month_with_a_tool(
    results: int,
    once: bool,  # noqa: FBT001  # a case
    doers: int,
) -> None:
    # ten minutes each
    assert work_of_few(work(results=results, once=once, doers=4)).doers == doers


@pytest.mark.parametrize(
    ("act", "fields", "is_listed"),
    [
        (JobAct.TRANSLATE, {}, True),
        (JobAct.WRITE, {}, True),
        (JobAct.TRANSLATE, {"worst": "A guest laughs"}, False),
        (JobAct.TRANSLATE, {"stakes": Stakes.MONEY}, False),
        (JobAct.TRANSLATE, {"medium": Medium.DATA}, False),  # no words come out
        (JobAct.CHECK, {}, False),  # it words nothing
    ],
)
def test_a_text_takes_what_hurts_from_a_list(
    act: JobAct,
    fields: dict[str, Any],
    is_listed: bool,  # noqa: FBT001  # a case
) -> None:
    usual: dict[str, Any] = {
        "words": "Put the menu into Korean",
        "act": act,
        "medium": Medium.TEXT,
        "stakes": Stakes.HURT,
        "worst": "A guest with an allergy reads that there is none in it",
        "decides_on": frozenset(),
    }
    typed = Job(key="own-1", **(usual | fields))

    of = case(typed, answers(typed), starter_catalog(), DANGERS)

    assert (DecidesOn.LIST in of.work.decides_on) is is_listed


@pytest.mark.parametrize(
    ("from_list", "decides"), [(True, {DecidesOn.LIST, DecidesOn.SUM}), (False, {DecidesOn.SUM})]
)
def test_a_list_answers_the_jobs_that_it_can(
    from_list: bool,  # noqa: FBT001  # a case
    decides: set[DecidesOn],
) -> None:
    rows = catalog(job_phrases=(replace(LETTERS, from_list=from_list),))
    typed = job(decides_on=frozenset({DecidesOn.LIST, DecidesOn.SUM}))

    assert case(typed, answers(typed), rows, {}).work.decides_on == decides


@pytest.mark.parametrize(
    ("slug", "adds_up", "ranks"),
    [
        ("invoice-capture", True, False),
        ("customs-classification", False, False),
        ("underwriting-summary", False, True),
    ],
)
def test_which_jobs_on_file_hold_sums_and_rank_people(
    slug: str,
    adds_up: bool,  # noqa: FBT001  # a case
    ranks: bool,  # noqa: FBT001  # a case
) -> None:
    typed = Job(key=slug, use_case=slug)
    of = case(typed, answers(typed), starter_catalog(), {})

    assert (of.adds_up, of.ranks_people) == (adds_up, ranks)


@pytest.mark.parametrize(
    ("act", "adds_up"),
    [(None, True), (JobAct.COPY, True), (JobAct.SORT, False), (JobAct.CHECK, False)],
)
def test_sums_stand_in_what_is_copied_in_own_words(act: JobAct | None, *, adds_up: bool) -> None:
    own = Job(key="own-1", words="x", act=act, medium=Medium.DATA)

    assert case(own, answers(own), catalog(), {}).adds_up is adds_up


@pytest.mark.parametrize(
    ("fields", "in_bulk"),
    [
        ({}, True),
        ({"goes_in": GoesIn.PHOTO}, True),
        ({"once": True}, True),
        # near misses: a chat takes fewer, what is no picture is put in at once, words are no fields
        ({"results": Decimal(199)}, False),
        ({"goes_in": GoesIn.TEXT}, False),
        ({"medium": Medium.TEXT}, False),
        ({"act": JobAct.CHECK}, False),
    ],
)
def test_what_is_copied_in_bulk_is_read_by_a_program(
    fields: dict[str, Any], *, in_bulk: bool
) -> None:
    usual = {"act": JobAct.COPY, "medium": Medium.DATA, "goes_in": GoesIn.PAPER}
    own = Job(key="own-1", words="x", **{**usual, "results": Decimal(200), **fields})

    assert case(own, answers(own), catalog(), {}).copies_in_bulk is in_bulk


@pytest.mark.parametrize(
    ("slug", "shows"),
    [
        ("menu-photos", True),
        ("virtual-try-on", True),
        ("image-creation", False),  # no thing is there to be shown
        ("floor-plan-render", False),  # nobody takes a drawing for the house
        ("letters", False),
    ],
)
def test_what_changes_a_picture_of_a_thing_is_taken_for_the_thing(
    slug: str,
    shows: bool,  # noqa: FBT001  # a case
) -> None:
    typed = Job(key=slug, use_case=slug)

    assert case(typed, answers(typed), starter_catalog(), {}).work.shows_what_is_sold is shows


@pytest.mark.parametrize(
    ("limit", "seats"),
    [
        ("100", 4),
        ("99", 3),  # so many do the work of all
        ("75", 3),
        ("74", 2),
        ("49", 1),
        ("25", 1),
    ],
)
def test_a_limit_buys_fewer_seats_before_it_cuts_the_work(limit: str, seats: int) -> None:
    decided = decide(answers(job(doers=4), limit_usd=Decimal(limit)), catalog(), ON).jobs[0]
    rules = [note.rule for note in decided.notes]

    assert isinstance(decided.ending, Advised)
    assert decided.work.results == 100
    assert (Rule.FEWER_SEATS in rules) is (seats < 4)
    first = first_of(decided.ending)
    assert first is not None
    assert first.option.seats == seats


@pytest.mark.parametrize(
    ("kind", "most_seats", "doers", "results"),
    [
        (AppKind.EMAIL, 3, 3, 100),  # three of five do all
        (AppKind.EMAIL, 1, 1, 100),
        (AppKind.EMAIL, None, 5, 100),
        (AppKind.MEETING_NOTES, 3, 3, 60),  # it hears three of five
        (AppKind.HEALTH_SCRIBE, 2, 2, 40),
        (AppKind.MEETING_NOTES, None, 5, 100),
        (AppKind.TRANSCRIPTION, 3, 3, 100),  # recordings can be handed over
    ],
)
def test_what_is_free_for_some_is_given_to_as_many(
    kind: AppKind, most_seats: int | None, doers: int, results: int
) -> None:
    """One that all may have costs more than the limit."""
    rows = catalog(
        apps=(app(main_kind=kind),),
        app_plans=(plan("mail-free", most_seats=most_seats, unlimited=Known.YES), plan("mail-pro")),
        prices=(seat("mail-free", "0"), seat("mail-pro", "90")),
        app_statements=business(),
        solutions=(solution(kinds=(SolutionKind.APP,), app_kinds=(kind,)),),
    )
    decided = decide(answers(job(doers=5), limit_usd=Decimal(89)), rows, ON).jobs[0]
    first = first_of(decided.ending)

    assert first is not None
    assert first.option.key == "mail-free"
    assert (decided.work.doers, decided.work.results) == (doers, results)
    rules = {note.rule for note in decided.notes}
    assert (Rule.FREE_SEATS in rules, Rule.FEWER_SEATS in rules) == (
        results < 100,
        results == 100 and doers < 5,
    )
    assert Rule.LIMIT_BUYS not in rules


@pytest.mark.parametrize(
    ("limit", "seats"),
    [
        (89, None),
        (359, None),  # it pays for three as well
        (360, 4),
        (449, 4),
        (450, None),  # all five may have what is paid for
    ],
)
def test_what_is_free_for_some_says_for_how_many_more_the_limit_pays(
    limit: int, seats: int | None
) -> None:
    kind = AppKind.MEETING_NOTES
    rows = catalog(
        apps=(app(main_kind=kind),),
        app_plans=(
            plan("mail-free", most_seats=3, unlimited=Known.YES),
            plan("mail-pro", unlimited=Known.YES),
        ),
        prices=(seat("mail-free", "0"), seat("mail-pro", "90")),
        app_statements=business(),
        solutions=(solution(kinds=(SolutionKind.APP,), app_kinds=(kind,)),),
    )
    decided = decide(answers(job(doers=5), limit_usd=Decimal(limit)), rows, ON).jobs[0]
    more = [note for note in decided.notes if note.rule == Rule.MORE_SEATS]

    assert [dict(note.parameters)["seats"] for note in more] == ([] if seats is None else [seats])


@pytest.mark.parametrize(
    ("row", "results"),
    [
        ({}, 100),  # two of five do all
        ({"live": True}, 40),  # who waits for an answer asks himself
        ({"live": True, "read_as": "mails"}, 100),  # people send what customers ask
    ],
)
def test_nobody_asks_for_who_waits_for_the_answer(row: dict[str, Any], results: int) -> None:
    rows = catalog(
        use_cases=(use_case(), use_case("mails")),
        solutions=(solution(kinds=(SolutionKind.APP,), **row), solution("mails")),
        apps=(app(),),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro", "20"),),
        app_statements=business(),
    )
    given = answers(job(doers=5), limit_usd=Decimal(40))

    assert decide(given, rows, ON).jobs[0].work.results == results


@pytest.mark.parametrize(
    ("minutes", "limit", "builder", "named", "seats"),
    [
        # sixty hours take one seat, and ninety two: dearer than a model, and nobody is hired
        (6, "60", None, "chat-team", 1),
        (9, "60", None, "chat-team", 2),
        (9, "49", None, "m1", 1),  # not within the limit
        (9, "60", Builder.DEVELOPER, "m1", 1),  # nobody has to be hired
        (9, "100", None, "chat-team", 4),  # a seat for all
    ],
)
def test_few_seats_go_before_a_developer(
    minutes: int, limit: str, builder: Builder | None, named: str, seats: int
) -> None:
    rows = catalog(
        solutions=(solution(kinds=(SolutionKind.ASSISTANT, SolutionKind.MODEL)),),
    )
    many = job(results=Decimal(600), minutes_by_hand=Decimal(minutes), doers=4)
    decided = decide(answers(many, limit_usd=Decimal(limit), builder=builder), rows, ON).jobs[0]
    first = first_of(decided.ending)

    assert first is not None
    assert (first.option.tool, first.option.seats) == (named, seats)
    assert decided.work.results == 600


def test_a_limit_that_buys_no_seat_is_told() -> None:
    decided = decide(answers(job(doers=3), limit_usd=Decimal(24)), catalog(), ON).jobs[0]

    assert isinstance(decided.ending, OverLimit)


@pytest.mark.parametrize(
    ("words", "fields", "can"),
    [
        ("Write quotes", {}, True),
        ("Answer mails", {"minutes_by_hand": Decimal(60)}, True),
        # names stand all over them, and there are many
        ("Answer mails", {"minutes_by_hand": Decimal(61), "results": Decimal(8)}, False),
        ("Answer mails", {"minutes_by_hand": Decimal(61), "results": Decimal(7)}, True),
        ("Write letters", {"minutes_by_hand": Decimal(240), "results": Decimal(2)}, False),
        ("", {"use_case": "email-campaign", "results": Decimal(3)}, True),
        ("Write quotes", {"secrets": frozenset({Secret.PERSONAL, Secret.CONFIDENTIAL})}, False),
        ("Write quotes", {"secrets": frozenset({Secret.SENSITIVE})}, False),
        ("Write quotes", {"stakes": Stakes.LAW}, False),
        ("Write quotes", {"stakes": Stakes.HURT}, False),
        ("Translate mails", {}, False),
        ("Write letters from what we dictate", {}, False),  # names are heard
        ("Copy mails into the list", {"medium": Medium.DATA}, False),
        ("Tell customers when to come", {"act": JobAct.TELL}, False),  # a list fills them in
        ("", {"use_case": "hotel-review-reply"}, True),
        ("", {"use_case": "support-email-reply"}, True),
        ("", {"use_case": "support-chat-agent"}, False),  # they stand in what customers type
        ("", {"use_case": "knowledge-search"}, False),  # and in the papers
        ("", {"use_case": "meeting-minutes"}, False),  # and are heard
        ("", {"use_case": "patient-letter"}, False),
        ("", {"use_case": "catalog-translation"}, False),
    ],
)
def test_names_are_left_out_of_short_texts_alone(
    words: str,
    fields: dict[str, Any],
    can: bool,  # noqa: FBT001  # a case
) -> None:
    usual: dict[str, Any] = {
        "medium": Medium.TEXT,
        "minutes_by_hand": Decimal(50),
        "stakes": Stakes.MONEY,
        "secrets": frozenset({Secret.PERSONAL}),
    }
    typed = Job(key="own-1", words=words, **(usual | fields))
    typed = filled_in(typed) if words else typed

    assert can_leave_names_out(case(typed, answers(typed), starter_catalog(), {})) is can


@pytest.mark.parametrize(
    ("limit", "leaves_out"), [(Decimal(15), True), (Decimal(400), False), (None, False)]
)
def test_a_limit_that_pays_for_no_contract_pays_without_names(
    limit: Decimal | None,
    leaves_out: bool,  # noqa: FBT001  # a case
) -> None:
    typed = Job(
        key="own-1",
        words="Write quotes for gates",
        medium=Medium.TEXT,
        results=Decimal(15),
        minutes_by_hand=Decimal(50),
        stakes=Stakes.MONEY,
        secrets=frozenset({Secret.PERSONAL}),
        decides_on=frozenset(),
    )
    (of,) = decide(answers(typed, limit_usd=limit), starter_catalog(), ON).jobs

    assert isinstance(of.ending, Advised)
    assert (Rule.WITHOUT_NAMES in {note.rule for note in of.notes}) is leaves_out


@pytest.mark.parametrize(
    ("use_case", "rule"),
    [
        ("accessibility-alt-text", Rule.WITHOUT_FACES),  # nobody types a face in at the end
        ("hotel-review-reply", Rule.WITHOUT_NAMES),
    ],
)
def test_of_pictures_people_stay_out_and_not_their_names(use_case: str, rule: Rule) -> None:
    typed = Job(
        key="texts",
        use_case=use_case,
        results=Decimal(20),
        minutes_by_hand=Decimal(6),
        stakes=Stakes.NUISANCE,
        secrets=frozenset({Secret.PERSONAL}),
        doers=1,
        decides_on=frozenset(),
    )
    (of,) = decide(answers(typed, wage_usd=Decimal(17)), starter_catalog(), ON).jobs

    assert {Rule.WITHOUT_FACES, Rule.WITHOUT_NAMES} & {row.rule for row in of.notes} == {rule}


@pytest.mark.parametrize(
    ("limit", "doers", "leaves_out"),
    [
        (30, 2, True),  # one seat would fit, but the pictures leave no more than $17
        (45, 1, False),
        (70, 2, False),
    ],
)
def test_what_is_left_of_a_limit_is_looked_at_for_all_who_do_it(
    limit: int, doers: int, *, leaves_out: bool
) -> None:
    """Of a seat that is not bought after all no fewer people are left."""
    quotes = Job(
        key="own-1",
        words="Write quotes for gates",
        medium=Medium.TEXT,
        results=Decimal(45),
        minutes_by_hand=Decimal(15),
        doers=2,
        stakes=Stakes.MONEY,
        secrets=frozenset({Secret.PERSONAL}),
        decides_on=frozenset(),
    )
    pictures = Job(
        key="pictures",
        use_case="product-photo-background",
        results=Decimal(20),
        minutes_by_hand=Decimal(25),
        doers=1,
        stakes=Stakes.MONEY,
        decides_on=frozenset(),
        secrets=frozenset(),
    )
    given = answers(quotes, pictures, people=3, limit_usd=Decimal(limit))
    of = decide(given, starter_catalog(), ON).jobs[0]

    assert of.work.doers == doers
    assert (Rule.WITHOUT_NAMES in {note.rule for note in of.notes}) is leaves_out


@pytest.mark.parametrize(
    ("results", "secret", "usd"),
    [
        (6, Secret.PERSONAL, 0),  # a seat would bring in $22.5 beside its $25
        (7, Secret.PERSONAL, 25),  # and here $31
        (6, Secret.CONFIDENTIAL, 25),  # what nobody leaves out
    ],
)
def test_a_seat_brings_in_its_price_once_more_or_names_stay_out(
    results: int, secret: Secret, usd: int
) -> None:
    quotes = Job(
        key="own-1",
        words="Write quotes for gates",
        medium=Medium.TEXT,
        results=Decimal(results),
        minutes_by_hand=Decimal(60),
        stakes=Stakes.NUISANCE,
        secrets=frozenset({secret}),
        doers=1,
        decides_on=frozenset(),
    )
    (of,) = decide(answers(quotes, wage_usd=Decimal(17)), starter_catalog(), ON).jobs
    first = first_of(of.ending)

    assert first is not None
    assert round(first.bill_usd) == usd


@pytest.mark.parametrize(
    ("fields", "ending", "leaves_out"),
    [
        ({"results": Decimal(20)}, Advised, True),  # a seat would cost more than it saves
        ({"results": Decimal(20), "secrets": None}, Advised, True),  # they go in as a rule
        ({"results": Decimal(200)}, Advised, False),  # it pays for its seat
        ({"results": Decimal(20), "secrets": frozenset()}, Advised, False),
        ({"results": Decimal(20), "secrets": frozenset({Secret.CONFIDENTIAL})}, LeaveIt, False),
        ({"results": Decimal(20), "stakes": Stakes.LAW}, LeaveIt, False),
        ({"results": Decimal(2)}, LeaveIt, False),  # to learn it takes longer
    ],
)
def test_what_pays_for_no_seat_is_done_without_names(
    fields: dict[str, Any],
    ending: type[Ending],
    leaves_out: bool,  # noqa: FBT001  # a case
) -> None:
    usual: dict[str, Any] = {
        "minutes_by_hand": Decimal(6),
        "stakes": Stakes.NUISANCE,
        "secrets": frozenset({Secret.PERSONAL}),
        "doers": 1,
        "decides_on": frozenset(),
    }
    reviews = Job(key="reviews", use_case="hotel-review-reply", **(usual | fields))
    (of,) = decide(answers(reviews, wage_usd=Decimal(17)), starter_catalog(), ON).jobs

    assert isinstance(of.ending, ending)
    assert (Rule.WITHOUT_NAMES in {note.rule for note in of.notes}) is leaves_out


@pytest.mark.parametrize(
    ("use_case", "fields", "is_public"),
    [
        ("social-post-pack", {}, True),
        ("hotel-review-reply", {"secrets": frozenset()}, True),
        # names go in, its owner says where, a film shows people, or somebody alone gets it
        ("hotel-review-reply", {}, False),
        ("social-post-pack", {"secrets": frozenset({Secret.CONFIDENTIAL})}, False),
        ("social-post-pack", {"place": Place.EU}, False),
        ("short-video-ad", {}, False),
        ("elearning-quiz", {}, False),
    ],
)
def test_what_is_published_anyway_is_public(
    use_case: str, fields: dict[str, Any], *, is_public: bool
) -> None:
    typed = Job(key=use_case, use_case=use_case, **fields)

    assert case(typed, answers(typed), starter_catalog(), {}).work.is_public is is_public


@pytest.mark.parametrize(
    ("minutes", "usual"),
    [
        (None, 100),
        ("0", 100),
        ("24", 100),
        ("24.1", 50),  # more than a working week would go into a hundred of them
        ("720", 3),
        ("2400", 1),
        ("2401", 1),
    ],
)
def test_what_takes_long_is_not_usually_made_a_hundred_times_a_month(
    minutes: str | None, usual: int
) -> None:
    assert usual_results(None if minutes is None else Decimal(minutes)) == usual


def test_own_number_counts_and_ours_only_without_one() -> None:
    assert counted(1, None, results=None).work.results == 20
    assert not counted(1, None, results=None).has_results
    assert counted(1, None, results="7").work.results == 7
    assert counted(1, None, results="7").has_results
