"""What a plan says is true of its own figures: the best, the cheapest, what a must costs, what to try and when to stop."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from catalog.vocabulary import MachineSize, Material, Medium
from tests.wizard.decision.cases import job, without_voices_in_the_eu
from tests.wizard.decision.firms import day
from tests.wizard.document.cases import CATALOG, all_answers, blocks, decided, texts, worded
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import rankings_of
from wizard.decision.vocabulary import Check, Exactness, Place, Preference, Use, WrongResult
from wizard.plans.document.blocks import Document, TableBlock
from wizard.plans.document.words import NO_BREAK

EQUAL = 50  # of 100 comparisons, that the best loses to its equal


def on_top(document: Document) -> str:
    """Return all that stands on the first screen, in one line."""
    return " ".join(texts(document.head)).replace(NO_BREAK, " ")


DESCRIPTIONS = Answers(
    jobs=(job("product-description", 100_000, minutes_by_hand=Decimal(6)),),
    check=Check.SAMPLE,
    use=Use.BUILT_IN,
    preference=Preference.LOWEST_COST,
    wage_usd=Decimal(22),
)


@pytest.mark.parametrize(
    ("stakes", "limit", "text"),
    [
        (WrongResult.NUISANCE, None, "it is the best."),
        (WrongResult.MONEY, Decimal(1500), "it is better."),
    ],
)
def test_only_the_best_is_called_so(stakes: WrongResult, limit: Decimal | None, text: str) -> None:
    """In the second case the limit on cost pays something better than the pick, but not the best."""
    jobs = tuple(replace(each, wrong_result=stakes) for each in DESCRIPTIONS.jobs)
    _, document = worded(replace(DESCRIPTIONS, jobs=jobs, budget_usd=limit), CATALOG)

    assert text in on_top(document)


@pytest.mark.parametrize("key", all_answers())
def test_what_a_plan_says_is_true_of_its_figures(key: str) -> None:
    answers, decision, document = decided(key)
    top, said = on_top(document), " ".join(texts(document)).replace(NO_BREAK, " ").lower()
    ranked = {ranking.case.task.key: ranking for ranking in rankings_of(answers, CATALOG, day())}

    # One model at most is the best of a part, and the only one that passes is not called so.
    for block in blocks(document):
        if isinstance(block, TableBlock) and block.caption == "Instead":
            assert (
                sum(
                    row.note.startswith("the best;") or row.note == "the best" for row in block.rows
                )
                <= 1
            )
    for part in decision.parts:
        if part.challenger is not None and part.challenger_why == "the-best":
            assert (part.challenger.loses or 0.0) <= EQUAL
        if "takes-the-best" in {reason.rule for reason in part.reasons}:
            assert len({each.model for each in ranked[part.key].open}) > 1

    # What a limit on the place costs stands on top, of models that are advised; of several under one name the most.
    hosted = [
        part
        for part in decision.parts
        if part.advised and part.seat is None and part.pick is not None
    ]
    lost = [round(part.must_loses) for part in hosted if part.must_loses is not None]
    assert max(lost, default=0) <= 55 or f"loses {max(lost)} of 100 to the best anywhere" in top

    # Where each machine stands and that it runs a copy stand on top, and the evidence marks the same name.
    places = {job.key: answers.place_of(job) for job in answers.jobs}
    marked = {
        row.head
        for each in blocks(document)
        if isinstance(each, TableBlock)
        for row in each.rows
        if row.chosen
    }
    for part in hosted:
        if part.seat_first is None and part.pick is not None:
            assert CATALOG.model[part.pick.model].name in {
                name.replace(NO_BREAK, " ") for name in marked
            }
            where = (
                "in the EU"
                if places[part.job] is Place.EU
                else "You rent it"
                if " rented " in top
                else "your house"
            )
            assert part.pick.offer is not None or where in top
            assert "other-precision" not in part.pick.marks or "unmeasured copy" in top

    # Somebody reads what is advised; the test ends by numbers, and no result has two limits.
    advised = any(part.advised for part in decision.parts)
    assert not advised or re.search(
        r"(Read|Listen to|Check|Release|sends|confirms) (each|one in ten)|Test it before", top
    )
    assert "too many" not in top
    found = [each.partition(" ")[2] for each in limited(stops(document))]
    assert len(found) == len(set(found)), found

    # Only texts are read; pictures, film, sound and shapes are checked.
    written = {"text", "code", "data"}
    assert (
        written & {part.medium.value for part in decision.parts} or "reading" not in top.lower()
    ), top

    # How long reading takes, and what runs beside it, stand on the first screen; both differ from plan to plan.
    assert said.count("one evening") == said.count(", one evening")
    assert "one evening" in top.lower() or "one evening" not in said
    assert "both models" not in said


def test_a_question_to_a_seller_stands_beside_what_can_be_built_in() -> None:
    """A town hall writes 250 letters a month by hand, 45 minutes each; building in costs less than a tenth of that."""
    letters = job(
        "citizen-letter-plain", 250, minutes_by_hand=Decimal(45), wrong_result=WrongResult.LAW
    )
    answers = Answers(jobs=(letters,), check=Check.EVERY, use=Use.BY_HAND, place=Place.EU, people=8)
    decision, document = worded(replace(answers, wage_usd=Decimal(45)), CATALOG)
    _, without = worded(answers, CATALOG)

    (part,) = decision.parts
    assert part.seat is None
    assert part.or_built_in
    assert (
        "Or have it built in: Gemini 4 Argon at Google Vertex AI, in the EU, $31 a month."
        in on_top(document)
    )
    assert "Then have it built in." in on_top(document)
    assert "built in" not in on_top(without)  # without a wage nobody can say that it pays


def test_seats_are_those_of_the_whole_plan_and_too_few_are_said_to_be() -> None:
    """Fifteen people, $14 a seat: $100 pays for seven; three jobs of 400 hours a month share ten, one for every 40."""
    replies = job("hotel-review-reply", 600, minutes_by_hand=Decimal(20))
    others = [
        job(slug, 300, minutes_by_hand=Decimal(20))
        for slug in ("product-description", "support-email-reply")
    ]
    answers = Answers(
        jobs=(replies,), check=Check.EVERY, use=Use.BY_HAND, people=15, wage_usd=Decimal(30)
    )
    _, short = worded(replace(answers, budget_usd=Decimal(100)), CATALOG)
    _, shared = worded(replace(answers, jobs=(replies, *others)), CATALOG)

    assert (
        "Buy seven personal seats: your limit pays for no more. Give them to those who do most of this."
        in on_top(short)
    )
    assert re.findall(r"Buy \w+ personal seats", on_top(shared)) == ["Buy ten personal seats"]


def test_seats_of_one_app_for_two_jobs_are_named_once() -> None:
    """$500 pays for 35 of the forty seats, which both jobs share."""
    article = job(
        "content-writing-seo", minutes_by_hand=Decimal(240), wrong_result=WrongResult.NUISANCE
    )
    letters = replace(
        own("Answer letters", "own-text", WrongResult.MONEY), per_month=None, minutes_by_hand=None
    )
    answers = Answers(
        jobs=(replace(article, per_month=None), letters),
        use=Use.BY_HAND,
        people=40,
        wage_usd=Decimal(120),
    )
    _, document = worded(replace(answers, budget_usd=Decimal(500)), CATALOG)

    assert re.findall(r"Buy 35 [^.]+\.", on_top(document)) == [
        "Buy 35 personal seats: your limit pays for no more."
    ]


def test_cases_of_one_kind_serve_all_parts_of_a_job() -> None:
    """A dictation is written down, and a note drafted from it: the same dictations try both."""
    dictation = job(
        "visit-dictation", 300, minutes_by_hand=Decimal(20), wrong_result=WrongResult.NUISANCE
    )
    decision, document = worded(
        Answers(jobs=(dictation,), check=Check.EVERY, use=Use.BUILT_IN), CATALOG
    )

    tried = next(answer.big for answer in document.head.answers if answer.key == "try")
    collect = [text for text in texts(document) if text.startswith("Collect ")]

    assert [part.pilot.cases for part in decision.parts if part.pilot] == [30, 20]
    assert tried.replace(NO_BREAK, " ").startswith("30 real notes")
    assert tried.count("notes") == 1
    assert collect
    assert all(text.count("notes") == 1 for text in collect)


def test_what_is_only_to_try_says_where_it_runs_and_what_one_costs() -> None:
    """A library has 30 minutes read aloud in the EU: no app is sold there, so the one to try runs on a machine."""
    aloud = job(
        "audio-generation", 30, wrong_result=WrongResult.NUISANCE, minutes_by_hand=Decimal(40)
    )
    answers = Answers(
        jobs=(job("knowledge-search", 500), aloud), check=Check.NOBODY, place=Place.EU, people=10
    )
    _, document = worded(answers, without_voices_in_the_eu())
    (line,) = (each for each in document.head.how if each.label == "Spoken texts")

    assert "Run it on a rented data-centre card in the EU." in line.text
    assert re.search(r"For spoken texts that is \$[\d.]+ a minute\.", on_top(document))


def test_a_list_is_worded_where_the_material_may_go() -> None:
    notices = job("logistics-exception-mail", 2500, exactness=Exactness.LISTED)
    _, document = worded(Answers(jobs=(notices,), place=Place.EU), CATALOG)

    assert re.search(r"connects it at .+, in an EU region\.", on_top(document))


def test_a_list_is_worded_on_the_machine_of_the_owner() -> None:
    replies = job("support-email-reply", 2000, exactness=Exactness.LISTED)
    _, document = worded(
        Answers(jobs=(replies,), place=Place.OWN_SERVERS, use=Use.BUILT_IN), CATALOG
    )

    assert "Run it on your own" in on_top(document)
    assert "connects it at" not in on_top(document)


@pytest.mark.parametrize(
    "words", ["Find customers by their face", "Write reviews our guests never wrote"]
)
def test_what_is_banned_stands_above_the_headline_and_is_not_done_as_today(words: str) -> None:
    wish = Job(key="own", medium=Medium.TEXT, name=words, per_month=Decimal(40))
    _, document = worded(
        Answers(jobs=(wish, job("job-ad", 80)), check=Check.EVERY, use=Use.BY_HAND), CATALOG
    )
    _, alone = worded(Answers(jobs=(wish,), check=Check.EVERY, use=Use.BY_HAND), CATALOG)

    assert document.head.warning
    assert alone.head.warning
    assert "as you do today" not in on_top(alone)


def test_a_lawyer_is_asked_once_whatever_the_number_of_uses_that_the_law_names() -> None:
    jobs = (
        job("cv-screening-summary", 40),
        job("essay-feedback", 40),
        own("Rank our applicants", "own", WrongResult.LAW),
    )
    _, document = worded(Answers(jobs=jobs, check=Check.EVERY, use=Use.BY_HAND), CATALOG)
    (steps,) = (section for section in document.sections if section.key == "steps")

    assert document.head.warning.count("high-risk use") == len(jobs)
    assert on_top(document).lower().count("lawyer") == 1
    assert "Ask a lawyer" in " ".join(texts(steps))


def test_quoted_words_with_an_and_are_listed_with_an_and() -> None:
    patents = Job(
        key="own",
        medium=Medium.TEXT,
        name="Search prior art and draft claims",
        per_month=Decimal(300),
    )
    _, document = worded(Answers(jobs=(patents, job("job-ad", 80))), CATALOG)

    assert document.head.kicker == "“Search prior art and draft claims” and job advertisements"


def test_seats_of_one_app_for_unlike_jobs_say_how_many_they_are() -> None:
    jobs = (
        job("elearning-quiz", 20, minutes_by_hand=Decimal(60)),
        job("proposal-draft", 30, minutes_by_hand=Decimal(240)),
    )
    _, document = worded(
        Answers(jobs=jobs, use=Use.BY_HAND, people=3, wage_usd=Decimal(30)), CATALOG
    )
    (money,) = (section for section in document.sections if section.key == "money")
    said = " ".join(texts(money)).replace(NO_BREAK, " ")

    assert "$14, for one seat" in said
    assert "$42, for three seats" in said


def test_what_runs_beside_one_of_two_names_says_beside_which() -> None:
    notices = job("logistics-exception-mail", 2500, exactness=Exactness.LISTED)
    codes = job("customs-classification", 400, wrong_result=WrongResult.LAW)
    answers = Answers(jobs=(notices, codes), check=Check.EVERY, use=Use.BUILT_IN, place=Place.EU)
    decision, document = worded(answers, CATALOG)
    names = [
        CATALOG.model[each.model].name
        for part in decision.parts
        for each in (part.challenger, part.pick)
        if part.key.startswith(codes.key) and each is not None
    ]

    assert f"Run {names[0]} beside {names[1]}." in on_top(document)


def test_more_tools_than_two_are_to_use_or_to_try() -> None:
    jobs = (
        job("background-music", 6),
        job("audio-generation", 120),
        job("product-description", 20),
    )
    nuisance = tuple(replace(each, wrong_result=WrongResult.NUISANCE) for each in jobs)
    _, document = worded(Answers(jobs=nuisance, check=Check.EVERY, use=Use.BY_HAND), CATALOG)

    assert document.head.headline == ("Use one tool and try two tools for three tasks.",)


def test_a_course_author_uses_what_is_proved_and_tries_the_rest() -> None:
    """An app is good enough for quizzes; of film none is proved, and two films in three hours of reading prove nothing."""
    film = job("training-video", 8, wrong_result=WrongResult.NUISANCE, minutes_by_hand=Decimal(300))
    quiz = job("elearning-quiz", 20, minutes_by_hand=Decimal(60), wrong_result=WrongResult.NUISANCE)
    answers = Answers(jobs=(film, quiz), check=Check.EVERY, use=Use.BY_HAND, wage_usd=Decimal(50))
    _, document = worded(answers, CATALOG)

    assert "Use one tool and try two tools for three tasks." in on_top(document)
    assert "Videos for training clips. Your test decides: no app is good enough" in on_top(document)
    assert "Begin with 2 real" in on_top(document)
    assert "So few prove nothing. Then test the others." in on_top(document)


def test_an_app_that_is_paid_for_and_serves_nothing_says_why_once() -> None:
    """Nobody says which models are inside DeepL Pro."""
    confidential = {"material": (Material.CONFIDENTIAL,)}
    translation = job("catalog-translation", 120, minutes_by_hand=Decimal(180), **confidential)
    film = job("dubbing", 6, minutes_by_hand=Decimal(300), **confidential)
    answers = Answers(
        jobs=(translation, film), check=Check.EVERY, use=Use.BY_HAND, wage_usd=Decimal(48)
    )
    _, document = worded(replace(answers, paid=("deepl-pro", "chatgpt-plus")), CATALOG)

    assert on_top(document).count("For DeepL Pro nobody says which models are inside.") == 1


def test_a_sentence_that_holds_for_all_names_or_stands_on_top_is_said_once() -> None:
    """Three hotels let calls be taken: one model hears them, a list answers, a voice is to try; nobody reads any first."""
    calls = job("support-voice-agent", 1500, exactness=Exactness.LISTED)
    _, document = worded(Answers(jobs=(calls,), check=Check.NOBODY, place=Place.EU), CATALOG)
    top = on_top(document)

    assert "More than 3 of 20 of any kind have to be done again" in top  # 6 of 40 is as many
    assert [
        top.count(each)
        for each in ("Test it before it runs alone.", "from your list", "only word it")
    ] == [
        1,
        1,
        1,
    ]


def test_what_takes_most_of_the_money_of_several_tasks_is_named() -> None:
    """A newspaper has 12,000 posts looked at a month, which a thinking model does; all else costs a tenth of that."""
    posts = job("content-moderation", 12_000, wrong_result=WrongResult.LAW)
    answers = Answers(
        jobs=(posts, job("social-post-pack", 200), job("blog-draft", 10)), use=Use.BUILT_IN
    )
    _, document = worded(answers, CATALOG)

    assert re.search(r"\$[\d,]+ of it for marks on harmful posts\.", on_top(document))


def test_live_calls_are_checked_afterwards_and_own_words_are_one_thing() -> None:
    calls = Answers(jobs=(job("support-voice-agent", 1500),), check=Check.EVERY, use=Use.BUILT_IN)
    top = on_top(worded(calls, CATALOG)[1])
    own_words = Job(
        key="own", medium=Medium.IMAGE, name="Photos of guests", minutes_by_hand=Decimal(2)
    )
    left = on_top(
        worded(Answers(jobs=(own_words,), use=Use.BY_HAND, wage_usd=Decimal(20)), CATALOG)[1]
    )

    assert top.count("Check calls afterwards: a caller hears each answer at once.") == 1
    assert "before you use it" not in top
    assert "Leave “Photos of guests” as it is" in left


def test_one_machine_for_two_places_is_said_once() -> None:
    """Repairs to a program stay in the EU, grouped answers may run on any rented server; both run on one."""
    repairs = job("bug-fix-agent", 5000, place=Place.EU, minutes_by_hand=Decimal(5))
    grouped = job(
        "public-consultation", 20, minutes_by_hand=Decimal(5), wrong_result=WrongResult.HARM
    )
    rented = Answers(machine_limit=MachineSize.SERVER, rented_counts=True, place=Place.OWN_SERVERS)
    _, document = worded(replace(rented, jobs=(repairs, grouped)), CATALOG)

    assert on_top(document).count("Run it on a rented server of eight data-centre cards") == 1


def test_who_releases_most_of_several_names_is_said_once() -> None:
    """A newspaper reads one in ten of what two models make; a person confirms each mark on a harmful post."""
    posts = job("content-moderation", 1200, wrong_result=WrongResult.LAW)
    jobs = (posts, job("blog-header-image", 80), job("product-description", 400))
    _, document = worded(Answers(jobs=jobs, check=Check.SAMPLE, use=Use.BUILT_IN), CATALOG)
    (others,) = (line.text for line in document.head.how if line.label == "All others")

    assert others == "Check one in ten results."
    assert on_top(document).count("one in ten") == 1
    assert "A person confirms each post, in minutes, not seconds." in on_top(document)


def test_half_a_job_without_a_name_is_done_as_today() -> None:
    """$15 pays for an app that writes the posts, and for none that makes the pictures; $30 for one that does both."""
    posts = job("social-post-pack", 12, minutes_by_hand=Decimal(45), material=(Material.NONE,))
    posts = replace(posts, wrong_result=WrongResult.NUISANCE)
    answers = Answers(
        jobs=(posts,), check=Check.EVERY, use=Use.BY_HAND, people=1, place=Place.ANYWHERE
    )
    half, whole = (
        worded(replace(answers, budget_usd=Decimal(limit)), CATALOG)[1] for limit in (15, 30)
    )

    assert half.head.headline[0].endswith("for text for posts.")
    assert "Until then make the images as you do today." in on_top(half)
    assert whole.head.headline[0].endswith("for posts.")
    assert "Until then" not in on_top(whole)


def test_a_price_that_holds_for_a_year_paid_at_once_says_so() -> None:
    """Google Workspace costs $14 a month if paid by the year; Copilot is on file by the month alone."""
    replies = job("hotel-review-reply", 100, material=(Material.NONE,))
    answers = Answers(jobs=(replies,), check=Check.EVERY, use=Use.BY_HAND, people=1)
    said = {
        place: on_top(worded(replace(answers, place=place), CATALOG)[1])
        for place in (Place.ANYWHERE, Place.EU)
    }

    several = replace(answers, jobs=(replies, job("job-ad", 10), job("blog-draft", 20)))
    read = "was last read on 5 May 2026: ask before you pay."
    assert "For one seat (if paid by the year)." in said[Place.ANYWHERE]
    assert f"Its price {read}" in said[Place.ANYWHERE]
    assert f"Its price (if paid by the year) {read}" in on_top(worded(several, CATALOG)[1])
    assert "by the year" not in said[Place.EU]


def test_one_name_for_two_jobs_says_of_which_each_result_is_released() -> None:
    """Of applications, which the law protects, each is released; of advertisements one in ten is read."""
    jobs = (job("cv-screening-summary", 1500, wrong_result=WrongResult.LAW), job("job-ad", 80))
    answers = Answers(jobs=jobs, check=Check.SAMPLE, use=Use.BUILT_IN, place=Place.EU)
    lines = [each.text for each in worded(answers, CATALOG)[1].head.how]

    assert lines[0].endswith("Release each summary yourself.")
    assert lines[1].endswith("Read one in ten adverts.")


def test_consent_stands_above_the_headline() -> None:
    spoken = Job(
        key="own",
        medium=Medium.SPEECH,
        name="News in the voice of a famous actor",
        per_month=Decimal(40),
    )
    _, document = worded(Answers(jobs=(spoken,), check=Check.EVERY), CATALOG)

    assert "written consent" in document.head.warning
    assert any(
        "written consent" in text
        for section in document.sections
        if section.key == "steps"
        for text in texts(section)
    )


# ------------------------------------------------------------------------------------------------------------- stop


def stops(document: Document) -> str:
    """Return when a plan says to stop, in one line."""
    (stop,) = (each for each in document.head.answers if each.key == "stop")
    return f"{stop.big} {stop.fine}".replace(NO_BREAK, " ")


def stops_of(answers: Answers) -> str:
    """Return when the plan of these answers says to stop."""
    return stops(worded(answers, CATALOG)[1])


def limited(stop: str) -> list[str]:
    """Return each kind of result that a limit of a stop rule speaks of."""
    spoken = [
        each
        for allowed in re.findall(r"Of (.+?): ", stop)
        for each in re.split(r", | or ", allowed)
    ]
    return spoken or re.findall(r"\d of (\d+ .+?)(?= or \d| have)", stop)


def test_limits_for_the_sound_and_the_text_of_one_note_are_told_apart() -> None:
    jobs = (
        job("visit-dictation", 3000, minutes_by_hand=Decimal(6), wrong_result=WrongResult.HARM),
        job(
            "clinical-note-summary",
            3000,
            minutes_by_hand=Decimal(10),
            wrong_result=WrongResult.HARM,
        ),
    )
    answers = Answers(jobs=jobs, use=Use.BUILT_IN, place=Place.OWN_SERVERS, rented_counts=True)
    stop = stops_of(replace(answers, pilot_job="visit-dictation"))

    assert limited(stop) == ["20 notes", "40 transcripts for notes"]


@pytest.mark.parametrize("turned", [False, True])
def test_limits_of_two_jobs_with_one_word_are_told_apart(turned: bool) -> None:  # noqa: FBT001
    letters = own("Write letters", "own-text", WrongResult.NUISANCE)
    adverts = own("Write adverts", "own-text-2", WrongResult.MONEY)
    stop = stops_of(
        Answers(jobs=(adverts, letters) if turned else (letters, adverts), use=Use.BUILT_IN)
    )

    assert limited(stop) == ["20 texts for “Write adverts”", "20 texts for “Write letters”"]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("exactness", [Exactness.FORECAST, Exactness.RULING, Exactness.CALCULATED])
def test_what_is_to_be_decided_is_stopped_and_not_what_gets_no_ai(
    exactness: Exactness,
    turned: bool,  # noqa: FBT001
) -> None:
    without = replace(own("Decide it", "own-text", WrongResult.MONEY), exactness=exactness)
    mails = job("support-email-reply", 900, minutes_by_hand=Decimal(7))
    both = (mails, without) if turned else (without, mails)

    assert stops_of(Answers(jobs=both, use=Use.BY_HAND, place=Place.EU)).startswith(
        "The seller does not confirm it"
    )


def own(name: str, key: str, stakes: WrongResult) -> Job:
    """Return a text in the owner's own words."""
    return Job(
        key=key,
        medium=Medium.TEXT,
        name=name,
        per_month=Decimal(100),
        minutes_by_hand=Decimal(10),
        wrong_result=stakes,
        material=(Material.NONE,),
    )


def test_wrong_words_and_lost_votes_are_said_each() -> None:
    """Three tasks on a card: what a transcript loses is counted in words, what a text loses in votes."""
    calls, minutes = (
        job("call-summary", 20_000),
        job("meeting-minutes", 60, wrong_result=WrongResult.LAW),
    )
    given: dict[str, Any] = {
        "place": Place.OWN_SERVERS,
        "rented_counts": True,
        "use": Use.BUILT_IN,
        "check": Check.SAMPLE,
    }
    _, document = worded(
        Answers(jobs=(calls, minutes), people=200, wage_usd=Decimal(22), **given), CATALOG
    )

    assert "more wrong words in 100 than the best anywhere" in on_top(document)
    assert "loses 60 of 100 to the best anywhere" in on_top(document)


def test_seats_are_bought_no_more_than_there_are_people_but_for_the_fewest_that_are_sold() -> None:
    pictures = job(
        "product-concept-render",
        40,
        minutes_by_hand=Decimal(120),
        wrong_result=WrongResult.NUISANCE,
    )
    for people, said in ((1, "Buy two seats, the fewest that it sells."), (2, "Buy two seats. ")):
        given: dict[str, Any] = {
            "use": Use.BY_HAND,
            "check": Check.EVERY,
            "wage_usd": Decimal(60),
            "people": people,
        }
        _, document = worded(
            Answers(jobs=(replace(pictures, material=(Material.CONFIDENTIAL,)),), **given), CATALOG
        )

        assert said in on_top(document)


def test_a_list_without_an_app_has_nothing_to_test() -> None:
    listed = job(
        "support-email-reply", 200, exactness=Exactness.LISTED, wrong_result=WrongResult.HARM
    )
    answers = Answers(
        jobs=(listed,), use=Use.BY_HAND, check=Check.EVERY, people=1, budget_usd=Decimal(0)
    )
    decision, document = worded(answers, CATALOG)

    assert "No AI to test" in on_top(document)
    assert [risk.risk for risk in decision.risks] == ["list-out-of-date"]


def test_what_is_paid_for_already_is_not_priced_task_by_task() -> None:
    minutes = job("meeting-minutes", 120, minutes_by_hand=Decimal(30))
    copilot = ("microsoft-365-copilot-business",)
    _, document = worded(
        Answers(
            jobs=(minutes,), use=Use.BY_HAND, check=Check.EVERY, paid=copilot, wage_usd=Decimal(40)
        ),
        CATALOG,
    )
    assert "Nothing more than today" in on_top(document)
    assert "nothing more for" not in on_top(document).lower()
