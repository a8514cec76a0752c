"""Sign-offs: by name, of one version, taken back by whoever gave it or by the owner.

Nobody else can take one back.
"""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tests.support import page_of
from tests.wizard.pilot.kit import planned, used
from tests.wizard.plans import approve, made, version_of
from wizard.colleagues import signoffs
from wizard.models import Plan, SignOff, TakenBackBy
from wizard.models.colleagues import NotStoredError
from wizard.plans import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def form(client: Client, plan: Plan, **changes: str) -> dict[str, str]:
    """Return what the form that the plan leads to would send."""
    plans = page_of(client.get(plan.get_absolute_url()))
    (query,) = re.findall(r'href="sign-off/([^"]*)"', plans)
    text = page_of(client.get(f"{plan.get_absolute_url()}sign-off/{query}"))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    return {**hidden, "name": "Ada", **changes}


def signed(client: Client, plan: Plan, **changes: str) -> str:
    """Sign the latest version and return the signer's private address."""
    response = client.post(f"{plan.get_absolute_url()}sign-off/", form(client, plan, **changes))
    assert response.status_code == 303, page_of(response)
    return response.headers["Location"]


def line(client: Client, address: str) -> str:
    """Return the words of the sign-offs on a plan's page."""
    text = page_of(client.get(address))
    found = re.search(r'<ul class="approvals".*?</ul>', text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", found[0]))).strip() if found else ""


def day() -> str:
    """Return today as the page writes it."""
    today = timezone.localdate()
    return f"{today.day} {today:%b} {today.year}"


def test_sign_off_stands_on_the_plan_with_name_day_and_version(client: Client) -> None:
    plan, _, _ = made()

    signed(client, plan, condition="prices stay")

    assert (
        line(Client(), plan.get_absolute_url())
        == f"Ada (name as typed) approved version 1, {day()}, on the condition “prices stay”."
    )


def test_new_version_and_history_say_which_version_was_signed(client: Client) -> None:
    plan, _, _ = made()
    signed(client, plan)
    version_of(plan)

    text = page_of(client.get(f"{plan.get_absolute_url()}history/"))

    assert line(client, plan.get_absolute_url()).endswith(
        f"approved version 1, {day()}. This is version 2."
    )
    second, first = text.partition('id="v2"')[2].split('id="v1"')
    assert "Approved by <bdi>Ada</bdi> (name as typed) on" in first
    assert "Approved" not in second


def test_signer_takes_it_back_by_the_private_link_alone(client: Client) -> None:
    plan, edit_key, _ = made()
    address = signed(client, plan)

    page = Client().get(address)
    response = Client().post(address)

    assert "You approved version 1" in page_of(page)
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == (
        "no-store",
        "strict-origin",
    )
    assert edit_key not in page_of(page)
    assert response.status_code == 303
    assert line(client, plan.get_absolute_url()).endswith(f"taken back on {day()}.")
    assert "by the one who gave it" in page_of(client.get(address))


def test_owner_takes_it_back(client: Client) -> None:
    plan, edit_key, _ = made()
    signed(client, plan)
    signoff = SignOff.objects.get()
    assert f"/plan/{edit_key}/sign-offs/{signoff.pk}/" in page_of(client.get(f"/plan/{edit_key}/"))

    response = client.post(f"/plan/{edit_key}/sign-offs/{signoff.pk}/")

    assert response.status_code == 303
    signoff.refresh_from_db()
    assert signoff.taken_back_by == "owner"


def test_a_condition_is_never_left_out_of_the_state(client: Client) -> None:
    plan, edit_key, _ = made()
    signed(client, plan, condition="Only if the seats stay under € 40.")

    for address in (plan.get_absolute_url(), f"/plan/{edit_key}/", "/plan/"):
        assert "Approved by Ada, on a condition" in unescape(page_of(client.get(address)))


def test_a_condition_is_quoted_with_every_word_of_it(client: Client) -> None:
    plan, _, _ = made()

    signed(client, plan, condition="Only if the seats stay under € 40.")

    quoted = "on the condition “Only if the seats stay under € 40”."
    assert line(client, plan.get_absolute_url()).endswith(quoted)


def test_whoever_signs_reads_that_the_version_counts_no_test(client: Client) -> None:
    """The plan's page counts the test; what is signed is the version as it was made."""
    tested, _, _ = used()
    untested, _ = planned()

    said = "The plan’s own page counts its test as well, which this version does not."
    assert said in page_of(client.get(f"{tested.get_absolute_url()}sign-off/"))
    assert said not in page_of(client.get(f"{untested.get_absolute_url()}sign-off/"))


def test_the_button_names_what_the_version_says_where_the_page_counts_a_test(
    client: Client,
) -> None:
    tested, _, _ = used()
    untested, _ = planned()
    page, before = (
        unescape(page_of(client.get(plan.get_absolute_url()))) for plan in (tested, untested)
    )
    version = tested.versions.get()
    signed_headline = pages.document_of_version(version).head.headline

    assert signed_headline.startswith("Test ")
    hint = page.partition("Version 1 is the plan before its test: ")[2].partition("</li>")[0]
    assert tidy(hint).startswith(f"“{tidy(signed_headline)}”")
    assert f'href="{version.get_absolute_url()}"' in hint
    assert "before its test" not in before


def tidy(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text)


def test_pressed_twice_signs_once(client: Client) -> None:
    plan, _, _ = made()
    sent = form(client, plan)

    found = [client.post(f"{plan.get_absolute_url()}sign-off/", sent) for _ in range(2)]

    assert [response.status_code for response in found] == [303, 303]
    assert found[0].headers["Location"] == found[1].headers["Location"]
    assert client.get(found[-1].headers["Location"]).status_code == 200
    assert SignOff.objects.count() == 1


@pytest.mark.parametrize("once", ["another form", "none", "guessed"])
def test_same_words_from_somebody_else_take_nothing_over(client: Client, once: str) -> None:
    """The words of an approval are public, so they must not show whose it is."""
    plan, _, _ = made()
    own = signed(client, plan, condition="prices stay")
    others = form(Client(), plan, condition="prices stay")
    forms = {
        "another form": others,
        "none": {**others, "once": ""},
        "guessed": {**others, "once": "a" * 22},
    }

    stolen = Client().post(f"{plan.get_absolute_url()}sign-off/", forms[once]).headers["Location"]
    Client().post(stolen)

    first, second = SignOff.objects.order_by("pk")
    assert stolen != own
    assert (first.taken_back, second.taken_back_by) == (None, "signer")
    assert "You approved version 1" in page_of(client.get(own))
    assert line(Client(), plan.get_absolute_url()).startswith(
        "Ada (name as typed) approved version 1"
    )


def test_second_person_of_the_same_name_signs_too(client: Client) -> None:
    plan, _, _ = made()

    first, second = signed(client, plan), signed(client, plan)

    assert [client.get(address).status_code for address in (first, second)] == [200, 200]
    assert line(Client(), plan.get_absolute_url()).count("Ada (name as typed) approved") == 2


def test_form_that_is_sent_once_more_with_other_words_is_another_approval(client: Client) -> None:
    plan, _, _ = made()
    sent = form(client, plan)
    address = f"{plan.get_absolute_url()}sign-off/"

    first = client.post(address, sent).headers["Location"]
    second = client.post(address, {**sent, "name": "Grace"}).headers["Location"]
    client.post(first)
    third = client.post(address, sent).headers["Location"]  # taken back, then given again

    assert len({first, second, third}) == 3
    assert [row.name for row in SignOff.objects.active().order_by("pk")] == ["Grace", "Ada"]


def test_a_key_of_another_plan_is_not_given_out_twice(client: Client) -> None:
    plan, other = made()[0], made()[0]
    sent = form(client, plan)

    own = client.post(f"{plan.get_absolute_url()}sign-off/", sent).headers["Location"]
    others = client.post(f"{other.get_absolute_url()}sign-off/", sent).headers["Location"]

    assert own != others
    assert [client.get(each).status_code for each in (own, others)] == [200, 200]


def test_who_read_an_older_version_is_told_before_the_form(client: Client) -> None:
    plan, _, _ = made()
    address = f"{plan.get_absolute_url()}sign-off/"
    version_of(plan)

    older, latest, bare = (
        client.get(f"{address}{query}") for query in ("?version=1", "?version=2", "")
    )

    assert [page.status_code for page in (older, latest, bare)] == [409, 200, 200]
    assert "Meanwhile version 2 was made" in page_of(older)


def test_sign_offs_that_were_taken_back_use_nothing_up() -> None:
    plan, _, version = made()
    for number in range(signoffs.MOST):
        approve(plan, version, f"Nobody {number}")
    with pytest.raises(NotStoredError, match="100 approvals stand on this plan"):
        approve(plan, version, "Ada")

    for row in SignOff.objects.all():
        signoffs.take_back(version.plan, row.pk, TakenBackBy.OWNER)

    approve(plan, version, "Ada")
    assert SignOff.objects.count() == signoffs.MOST_TAKEN_BACK + 1
    assert {row.name for row in SignOff.objects.of_plan(plan.pk)} >= {
        "Ada",
        f"Nobody {signoffs.MOST - 1}",
    }


def test_owner_takes_no_more_sign_offs_and_takes_them_again(client: Client) -> None:
    plan, edit_key, _ = made()
    sent = form(client, plan)
    signed(client, plan, name="Grace")

    client.post(f"/plan/{edit_key}/switch/", {"takes_signoffs": "no"})

    page = page_of(Client().get(plan.get_absolute_url()))
    refused = client.post(f"{plan.get_absolute_url()}sign-off/", sent)
    assert 'href="sign-off/' not in page
    assert "<bdi>Grace</bdi> (name as typed) approved" in page
    assert refused.status_code == 409
    assert signoffs.CLOSED in page_of(refused)
    client.post(f"/plan/{edit_key}/switch/", {"takes_signoffs": "yes"})
    assert 'href="sign-off/' in page_of(Client().get(plan.get_absolute_url()))
    assert client.post(f"{plan.get_absolute_url()}sign-off/", sent).status_code == 303


def test_version_made_meanwhile_is_not_signed_unread(client: Client) -> None:
    plan, _, _ = made()
    sent = form(client, plan)
    version_of(plan)

    response = client.post(f"{plan.get_absolute_url()}sign-off/", sent)

    assert response.status_code == 409
    assert "Meanwhile version 2 was made." in page_of(response)
    assert 'value="Ada"' in page_of(response)
    assert not SignOff.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"name": ""}, 422, "Write the name under which you approve."),
        ({"name": "x" * 61}, 422, "Write at most 60 letters here."),
        ({"condition": "x" * 201}, 422, "Write at most 200 letters here."),
        ({"version": "7"}, 409, "Meanwhile version 1 was made."),
    ],
)
def test_what_cannot_be_signed_is_said(
    client: Client, change: dict[str, str], status: int, sentence: str
) -> None:
    plan, _, _ = made()

    response = client.post(f"{plan.get_absolute_url()}sign-off/", form(client, plan, **change))

    assert response.status_code == status
    assert sentence in unescape(page_of(response))
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("what", ["sign-off", "questions"])
def test_forms_of_colleagues_take_posts_from_our_own_pages_alone(what: str) -> None:
    plan, _, _ = made()
    page = Client().get(plan.get_absolute_url())
    statuses: list[int] = []
    for headers in (
        {},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ):
        sent = {"version": "1", "name": f"Ada {len(statuses)}", "about": "goal", "text": "Why so?"}
        client = Client(enforce_csrf_checks=True)
        statuses.append(
            client.post(f"{plan.get_absolute_url()}{what}/", sent, headers=headers).status_code
        )

    assert statuses == [303, 303, 403, 403, 403, 403]
    assert SignOff.objects.count() + plan.questions.count() == 2
    assert "csrfmiddlewaretoken" not in page_of(page)
    assert not page.cookies


def test_page_is_stored_as_it_was_approved(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _, _ = made()
    signed(client, plan)
    same = SignOff.objects.get()
    written = pages.written
    monkeypatch.setattr(
        pages, "written", lambda *given: written(*given).replace("</h1>", " Please do this</h1>")
    )

    signed(client, plan, name="Grace")

    other = SignOff.objects.exclude(pk=same.pk).get()
    assert same.page == ""
    assert "Please do this" in page_of(client.get(f"{plan.get_absolute_url()}approved/{other.pk}/"))
    assert "Please do this" not in page_of(client.get(f"{plan.get_absolute_url()}v/1/"))
    assert f'href="approved/{other.pk}/"' in page_of(client.get(plan.get_absolute_url()))
    assert client.get(f"{plan.get_absolute_url()}approved/{same.pk}/").status_code == 404
