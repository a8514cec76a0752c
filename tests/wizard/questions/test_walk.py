"""From the home page's first question to the answers, by forms alone.

Forms are sent as a browser without JavaScript sends them.
"""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils.timezone import localdate

from config.environment import HOUR, RateLimit
from config.request_cost import Lane, cost_of
from tests.support import page_of, starter_catalog
from tests.wizard.walker import Reader, Walker
from wizard.decision.vocabulary import Stakes
from wizard.models import Plan
from wizard.plans.drafts import find, start
from wizard.questions import views
from wizard.questions.page_order import journey_of
from wizard.views.browser import COOKIE

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.wizard.questions.urls"),
    pytest.mark.usefixtures("starter_release"),
]

ONE = {"what": {"jobs": ["product-description"]}}
TWO = {"what": {"jobs": ["product-description", "contract-review"]}}
MISTAKES = "goal/mistakes"


def begun(stored: dict[str, Any] | None = None, page: str = "") -> tuple[Walker, str]:
    """Return a walker at a page of a draft with these answers, and the draft's key."""
    _, edit_key = start(stored if stored is not None else ONE)
    return Walker().get(f"/plan/{edit_key}/{page}{'/' if page else ''}"), edit_key


def stored_of(edit_key: str) -> Any:
    plan = find(edit_key)
    return plan.stored if plan is not None else None


def from_home(**sent: Any) -> Walker:
    """Return a walker that sent the first question from the home page."""
    walker = Walker(client=Client())
    response = walker.client.post("/plan/start/", sent, follow=True)
    return walker._take(response, "/plan/start/")


# ------------------------------------------------------------------------------------ the way


def test_walk_leads_from_the_first_question_through_ten_pages_to_all_answers_and_the_plan() -> None:
    walker = from_home(jobs="product-description")
    places = []
    while not walker.done:
        assert (walker.status, walker.page.faults, walker.page.lost) == (200, [], set())
        places += re.findall(r"Page \d+ of \d+ · Step \d of 5: \w+", walker.text)[-1:]
        walker.send()

    assert places == [
        *(f"Page {number} of 10 · Step 1 of 5: Goal" for number in range(2, 6)),
        *(f"Page {number} of 10 · Step 2 of 5: Model" for number in range(6, 11)),
    ]
    assert walker.page.heading == "Check your answers"
    assert "usual for this job" in walker.text
    walker.send()
    assert re.fullmatch(r"/plan/[\w-]{22}/", walker.address)
    assert "product descriptions" in walker.text


def test_walk_without_a_usual_answer_in_place_is_asked_for_it() -> None:
    own = {"what": {"own-1-words": "Write speeches", "own-1-medium": "text"}}
    walker, _ = begun(own, "goal/decisions")

    walker.send()
    assert walker.status == 422
    assert "Tick what holds" in walker.text
    walker.send(**{"own-1-decides_on": "nothing"})
    assert walker.status == 200


def test_continue_on_every_page_leaves_figures_ours_and_makes_ticks_the_owners() -> None:
    walker, edit_key = begun()
    while not walker.done:
        walker.send()

    stored = stored_of(edit_key)
    assert stored["amounts"]["product-description-results"] == ""
    assert stored["mistakes"]["product-description-stakes"] == "money"


def test_answers_are_saved_at_every_continue_as_they_were_sent() -> None:
    walker, edit_key = begun(page="goal/amounts")

    walker.send(**{"product-description-results": "about 300"})

    assert stored_of(edit_key)["amounts"]["product-description-results"] == "about 300"
    assert walker.address.endswith("/goal/by-hand/")
    walker.get(f"/plan/{edit_key}/goal/amounts/")
    assert 'value="about 300"' in walker.text


def test_wrong_figure_is_asked_back_with_what_was_typed_and_saves_nothing() -> None:
    walker, edit_key = begun(page="goal/amounts")

    walker.send(**{"product-description-results": "1.125"})

    assert walker.status == 422
    assert "Is “1.125” more than a thousand?" in walker.text
    assert 'value="1.125"' in walker.text
    assert 'aria-invalid="true"' in walker.text
    assert "Error: How many" in walker.text
    assert walker.page.lost == set()
    assert "amounts" not in stored_of(edit_key)


def test_several_jobs_are_a_row_each() -> None:
    walker, edit_key = begun(TWO, MISTAKES)

    assert walker.page.faults == []
    assert "<legend>Contract checks</legend>" in walker.text
    walker.send(**{"contract-review-stakes": "law"})

    answers = journey_of(stored_of(edit_key), starter_catalog(), localdate())
    assert [row.stakes for row in answers.answers.jobs] == [Stakes.MONEY, Stakes.LAW]


def test_back_leads_page_by_page_and_changes_nothing() -> None:
    walker, edit_key = begun(page="model/use")
    before, pages = stored_of(edit_key), []
    for _ in range(9):
        (back,) = re.findall(r'class="back" href="([^"]+)"', walker.text)
        walker.get(back)
        pages.append(walker.address.rstrip("/").rpartition("/")[2])

    assert pages[:8] == ["software", "language", "material", "decisions", "mistakes", "by-hand", "amounts", "what"]  # fmt: skip
    assert pages[8] == "plan"
    assert stored_of(edit_key) == before


def test_changed_answer_leads_back_to_all_answers() -> None:
    walker, edit_key = begun()
    while not walker.done:
        walker.send()

    walker.get(f"/plan/{edit_key}/goal/amounts/?to=check").send(
        **{"product-description-results": "40"}
    )

    assert walker.page.heading == "Check your answers"
    assert "40 descriptions" in walker.text


def test_first_page_changes_which_pages_there_are() -> None:
    walker, edit_key = begun(page="model/language")
    assert "Page 7 of 10" in walker.text

    walker.get(f"/plan/{edit_key}/goal/what/").send(jobs="blog-header-image")
    walker.get(f"/plan/{edit_key}/model/language/")  # a picture has no language

    assert walker.address.endswith("/goal/amounts/")
    assert "of 9 ·" in walker.text


def test_job_that_ai_may_not_do_ends_the_questions() -> None:
    walker, _ = begun(page="goal/decisions")

    walker.send(**{"product-description-decides_on": "future"})
    while not walker.done:
        assert "of 5 ·" in walker.text
        assert "/model/" not in walker.address
        walker.send()

    assert re.fullmatch(r"/plan/[\w-]{22}/", walker.send().address)


# -------------------------------------------------------------------------- the first page


def test_home_may_send_words_which_are_searched_for() -> None:
    walker = from_home(q="menu photos")

    assert walker.address.endswith("/goal/what/?q=menu+photos")
    assert 'value="menu-photos"' in walker.text
    walker.send(jobs="menu-photos")
    assert walker.address.endswith("/goal/amounts/")


def test_first_page_counts_no_pages_before_there_is_a_job() -> None:
    without, _ = begun({}, "goal/what")
    with_one, _ = begun(ONE, "goal/what")

    assert "Page 1 · Step 1 of 5: Goal" in without.text
    assert "Page 1 of 10 · Step 1 of 5: Goal" in with_one.text


def test_words_that_nothing_fits_become_a_job_of_ones_own() -> None:
    walker = from_home(q="Xylophone zqx")

    assert 'name="own-1-words" value="Xylophone zqx"' in walker.text
    walker.send(**{"own-1-medium": "music"})
    assert walker.address.endswith("/goal/amounts/")
    assert "Xylophone zqx" in walker.text


def test_own_words_without_a_result_are_asked_for_it_in_their_one_row() -> None:
    walker = from_home(q="Menu photos zqx")
    found = walker.text.count('value="menu-photos"')

    walker.send()

    assert walker.status == 422
    assert "Choose the result" in walker.text
    assert 'name="own-1-words" value="Menu photos zqx"' in walker.text
    assert 'name="own-2-words"' not in walker.text
    # What the search found stands there still.
    assert 'name="q" value="Menu photos zqx"' in walker.text
    assert walker.text.count('value="menu-photos"') == found


def test_another_search_takes_the_place_of_unfinished_words() -> None:
    walker = from_home(q="Menu photos zqx")

    walker.send(q="Xylophone zqx", search="now")

    assert 'name="own-1-words" value="Xylophone zqx"' in walker.text
    assert 'name="own-2-words"' not in walker.text


def test_answers_are_read_again_under_the_name_of_their_job_once_a_step() -> None:
    walker, _ = begun(TWO, "check")

    headings = re.findall(r"<h3[^>]*>([^<]*)</h3>", walker.text)
    (goal, model) = (headings.count("Contract checks"), len(headings))
    assert "Contract checks: " not in walker.text
    assert (goal, model) == (2, 4)


@pytest.mark.parametrize(
    ("sent", "jobs", "words"),
    [
        ({"jobs": "menu-photos"}, ["menu-photos"], ""),  # one job, not two
        ({"own-1-medium": "image"}, [], "Menu photos"),
        ({"jobs": "menu-photos", "own-1-medium": "image"}, ["menu-photos"], "Menu photos"),
        ({"jobs": "menu-photos", "own-1-words": "Menus", "own-1-medium": "text", "own-1-act": "write"},
         ["menu-photos"], "Menus"),
    ],
)  # fmt: skip
def test_words_typed_at_home_stand_in_the_row_for_own_words_and_begin_no_second_job(
    sent: dict[str, str], jobs: list[str], words: str
) -> None:
    walker = from_home(q="Menu photos")
    assert 'name="own-1-words" value="Menu photos"' in walker.text

    walker.send(**sent)

    assert walker.address.endswith("/goal/amounts/")
    stored = stored_of(walker.address.split("/")[2])["what"]
    assert stored.get("jobs", []) == jobs
    assert stored.get("own-1-words", "") == words


def test_words_of_a_search_that_was_refused_still_begin_no_second_job() -> None:
    walker = from_home(q="Menu photos")

    walker.send()
    assert walker.status == 422
    assert "Choose the result" in walker.text

    walker.send(jobs="menu-photos")
    assert walker.address.endswith("/goal/amounts/")


def test_words_typed_beside_a_picked_job_still_need_what_comes_out() -> None:
    walker = from_home(q="Menu photos")

    walker.send(jobs="menu-photos", **{"own-1-words": "Menus"})

    assert walker.status == 422
    assert "Choose the result" in walker.text


def test_words_of_a_new_search_take_the_place_of_those_of_the_last() -> None:
    walker = from_home(q="Menu photos")

    walker.send(q="Contracts", search="now")

    assert 'name="own-1-words" value="Contracts"' in walker.text
    assert 'name="own-2-words"' not in walker.text


def test_home_may_send_nothing_or_what_is_not_on_file() -> None:
    for sent in ({}, {"jobs": "gone"}, {"q": "\x07\u202e"}):
        walker = from_home(**sent)
        assert walker.address.endswith("/goal/what/"), sent
        assert walker.status == 200


def test_search_keeps_what_is_picked_and_typed_and_says_nothing_is_wrong() -> None:
    walker, edit_key = begun(page="goal/what")

    walker.send(q="contract", search="now", **{"own-2-words": "Mine"})

    assert walker.status == 200
    assert 'role="alert"' not in walker.text
    assert re.search(r'value="product-description" checked', walker.text)
    assert 'value="Mine"' in walker.text
    assert 'value="contract-review"' in walker.text
    assert stored_of(edit_key) == ONE


def test_picked_job_can_be_taken_back() -> None:
    walker, edit_key = begun(TWO, "goal/what")

    walker.send(jobs=["contract-review"])

    assert stored_of(edit_key)["what"]["jobs"] == ["contract-review"]


# ----------------------------------------------------------------------------- two windows


def test_second_window_is_told_what_the_first_saved_and_may_replace_it() -> None:
    first, edit_key = begun(page="goal/amounts")
    second = Walker().get(first.address)
    first.send(**{"product-description-results": "40"})

    second.send(**{"product-description-results": "50"})
    assert second.status == 409
    assert "40 descriptions" in second.text
    assert 'value="50"' in second.text
    assert stored_of(edit_key)["amounts"]["product-description-results"] == "40"

    second.send()
    assert stored_of(edit_key)["amounts"]["product-description-results"] == "50"


def test_second_window_that_sends_the_same_leads_on() -> None:
    first, _ = begun(page="goal/amounts")
    second = Walker().get(first.address)

    first.send(**{"product-description-results": "40"})
    second.send(**{"product-description-results": "40"})

    assert second.status == 200
    assert second.address.endswith("/goal/by-hand/")


def test_mistyped_answer_in_the_second_window_does_not_hide_what_the_first_saved() -> None:
    first, _ = begun(page="goal/amounts")
    second = Walker().get(first.address)
    first.send(**{"product-description-results": "40"})

    second.send(**{"product-description-results": "no"})
    assert second.status == 422
    second.send(**{"product-description-results": "50"})

    assert second.status == 409


def test_windows_on_two_pages_do_not_meet() -> None:
    first, edit_key = begun(page="goal/amounts")
    second = Walker().get(f"/plan/{edit_key}/model/limit/")

    first.send(**{"product-description-results": "40"})
    second.send(limit_usd="100")

    assert second.status == 200
    assert stored_of(edit_key)["limit"] == {"limit_usd": "100 USD"}


def test_job_removed_in_one_window_keeps_its_answers_for_when_it_comes_back() -> None:
    amounts = {"contract-review-results": "7", "product-description-results": "8"}
    _, edit_key = begun(TWO | {"amounts": amounts})
    walker = Walker().get(f"/plan/{edit_key}/goal/what/").send(jobs=["product-description"])

    walker.get(f"/plan/{edit_key}/goal/amounts/").send(**{"product-description-results": "9"})

    assert stored_of(edit_key)["amounts"]["contract-review-results"] == "7"


# ------------------------------------------------------------------------------ on the plan


@pytest.mark.parametrize("page", ["model/choice", "pilot/test", "tune/tune", "scale/scale"])
def test_page_on_the_plan_is_saved_and_leads_home(page: str) -> None:
    walker, edit_key = begun(TWO, page)
    key = page.rpartition("/")[2]

    assert (walker.status, walker.page.faults, walker.page.lost) == (200, [], set())
    assert re.search(rf"Step \d of 5: {page.partition('/')[0].capitalize()}", walker.text)
    walker.send()

    assert walker.address == f"/plan/{edit_key}/goal/amounts/"
    assert key in stored_of(edit_key)


def test_own_choice_is_offered_from_what_may_be_named() -> None:
    walker, edit_key = begun(page="model/choice")
    picks = [box.value for box in walker.form.named("product-description-choices")]

    assert picks[0] == ""
    assert 1 < len(picks) <= 5
    walker.send(**{"product-description-choices": picks[1]})
    assert stored_of(edit_key)["choice"] == {"product-description-choices": picks[1]}


# ---------------------------------------------------------------------------- what is gone


def test_use_case_that_is_gone_is_said_on_the_first_page() -> None:
    walker, _ = begun({"what": {"jobs": ["gone", "menu-photos"]}})

    assert walker.address.endswith("/goal/what/")
    assert walker.status == 200
    assert "One of these is no longer on the list" in walker.text
    walker.send()
    assert walker.address.endswith("/goal/amounts/")


def test_draft_that_holds_rubbish_begins_anew() -> None:
    walker, _ = begun({"what": 17, "amounts": ["x"], "nothing": {"a": None}})

    assert walker.address.endswith("/goal/what/")
    assert walker.status == 200


# ------------------------------------------------------------------------------- the edges


def test_private_pages_are_kept_nowhere_and_remembered_by_the_browser() -> None:
    walker = from_home(jobs="menu-photos")

    assert walker.headers["Cache-Control"] == "no-store"
    assert walker.headers["X-Robots-Tag"] == "noindex"
    assert COOKIE in walker.client.cookies


def test_address_that_is_not_on_the_way_leads_on_and_a_wrong_key_is_not_found() -> None:
    walker, edit_key = begun()

    assert walker.get(f"/plan/{edit_key}/goal/limit/").address.endswith("/goal/amounts/")
    assert Client().get(f"/plan/{'x' * 22}/goal/what/").status_code == 404
    assert Client().head(f"/plan/{edit_key}/goal/what/").status_code == 200
    assert Client().put(f"/plan/{edit_key}/goal/what/").status_code == 405
    assert Client().get("/plan/start/").status_code == 405
    assert Client().get(f"/plan/{edit_key}/make/").status_code == 405


def test_nothing_can_be_made_without_a_job() -> None:
    _, edit_key = begun({})
    client = Client()

    for address in (f"/plan/{edit_key}/check/", f"/plan/{edit_key}/"):
        assert client.get(address).headers["Location"].endswith("/goal/what/")
    assert client.post(f"/plan/{edit_key}/make/").headers["Location"].endswith("/goal/what/")


def test_beginning_and_making_are_counted() -> None:
    none = {name: RateLimit(row.what, 0, 0, HOUR) for name, row in settings.LIMITS.items()}
    _, edit_key = begun()

    with override_settings(LIMITS=none):
        for address in ("/plan/start/", f"/plan/{edit_key}/make/"):
            answer = Client().post(address, {"jobs": "menu-photos"})
            assert answer.status_code == 429
            assert int(answer.headers["Retry-After"]) > 0
    assert Plan.objects.count() == 1
    assert cost_of(views.make).lane is Lane.HEAVY
    assert cost_of(views.page).uncounted


def test_htmx_gets_the_inside_with_the_title_and_no_page_around_it() -> None:
    walker, _ = begun(page="goal/amounts")
    inside = page_of(Client().get(walker.address, headers={"HX-Request": "true"}))

    assert inside.lstrip().startswith("<title>How many")
    assert "<main" not in inside
    reader = Reader(inside)
    assert [form.action for form in reader.forms] == [walker.address]
    assert reader.heading == walker.page.heading
