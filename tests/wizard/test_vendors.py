"""Vendors: the questions on their page, and the owner's record of replies.

Also the versions that are decided with them.
"""

from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate

from catalog.formatting import format_day
from tests.wizard.plans import made, whole
from wizard.colleagues import vendors
from wizard.colleagues.vendors import VendorQuestion
from wizard.decision.decide import decide
from wizard.management.commands.verify_plans import trouble_of
from wizard.models import Plan, PlanVersion, Reply
from wizard.plans import replies
from wizard.plans.overlay import VendorReply, laid_over
from wizard.plans.stored import dump, load_decision, load_inputs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

ASKS = "medical-practice"  # an example whose seller has to answer first


def turning(version: PlanVersion) -> VendorQuestion:
    """Return a question whose one-word answer by a seller today makes the rules decide anew.

    They then decide otherwise.
    """
    catalog, before = replies.catalog_of(version), load_decision(version.decision)
    answers = load_inputs(version.inputs).answers
    for row in (row for vendor in vendors.pack_of(version) for row in vendor.questions):
        reply = VendorReply(
            number=1,
            point=row.point.key,
            value=yes_to(row),
            name="Jo",
            on=localdate(),
            until=localdate(),
        )
        after = laid_over(catalog, (reply,), localdate())
        if dump(decide(answers, after, localdate())) != dump(before):
            return row
    raise LookupError(version)


def yes_to(row: VendorQuestion) -> str:
    """Return the answer that lets a model pass: it does not train on inputs, else yes."""
    return "no" if row.point.field == "trains_on_inputs" else "yes"


def reply_of(row: VendorQuestion, **changes: str) -> dict[str, str]:
    """Return what the form would send."""
    usual = {"point": row.point.key, "value": yes_to(row), "name": "Jo Doe, Acme"}
    return (
        usual
        | {
            "stated_on": format_day(localdate()),
            "valid_until": format_day(localdate() + timedelta(days=90)),
        }
        | changes
    )


def replied(client: Client, slug: str = ASKS) -> tuple[Plan, str, VendorQuestion]:
    """Record a reply that turns an example, and make the next version."""
    plan, edit_key, version = whole(slug)
    row = turning(version)
    assert client.post(f"/plan/{edit_key}/vendors/reply/", reply_of(row)).status_code == 303
    assert client.post(f"/plan/{edit_key}/redecide/").status_code == 303
    return plan, edit_key, row


def test_colleague_reads_what_to_ask_and_takes_it_away_as_text(client: Client) -> None:
    plan, edit_key, version = made(ASKS)

    text, file = (
        unescape(client.get(f"{plan.get_absolute_url()}{name}").content.decode())
        for name in ("vendors/", "vendors.md")
    )

    assert file.startswith("# What to ask sellers\n")
    for vendor in vendors.pack_of(version):
        assert f"<h2>{vendor.name}</h2>" in text
        assert f"## {vendor.name}" in file
        for row in vendor.questions:
            assert row.text in text
    assert "Record the reply" not in text
    assert edit_key not in text


def test_reply_turns_the_next_version_and_its_trail_names_who_said_so(client: Client) -> None:
    plan, edit_key, _ = replied(client)

    latest = plan.versions.get(number=2)
    page = unescape(client.get(plan.get_absolute_url()).content.decode())

    before, after = (plan.versions.get(number=number).decision for number in (1, 2))
    assert before != after
    assert (
        f'Reply by Jo Doe, Acme</a>, <time datetime="{localdate()}">{format_day(localdate())}</time>'
        in page
    )
    assert f'href="{plan.get_absolute_url()}vendors/#reply-1"' in page
    assert latest.page.changes[0] == f"A reply came in: Jo Doe, Acme, {format_day(localdate())}."
    assert "Today’s facts give the same." in page
    assert edit_key not in page


def test_nothing_to_ask_is_no_file() -> None:
    plan, _, version = made("restaurant")

    assert vendors.pack_of(version) == ()
    assert Client().get(f"{plan.get_absolute_url()}vendors.md").status_code == 404


def test_every_form_of_the_plan_knows_the_reply(client: Client) -> None:
    plan, _, _ = replied(client, "games-studio")  # where another seller is still to be asked
    names = ("plan.md", "plan.json", "plan.pdf", "vendors.md", "plan.ics", "v/2/")

    answers = {name: client.get(f"{plan.get_absolute_url()}{name}") for name in names}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        names, 200
    )
    texts = {
        name: answer.content.decode() for name, answer in answers.items() if name != "plan.pdf"
    }
    assert [name for name, text in texts.items() if "Jo Doe" not in text] == []
    assert "SUMMARY:The reply by Jo Doe\\, Acme runs out" in texts["plan.ics"]
    assert 'href="../../vendors/#reply-1"' in texts["v/2/"]
    assert plan.view_key not in texts["v/2/"]


def test_time_machine_decides_with_the_replies_of_each_version(client: Client) -> None:
    plan, _, _ = replied(client)
    output = StringIO()

    call_command("verify_plans", stdout=output, stderr=output)

    assert "Worked out 2 of 2 versions" in output.getvalue()
    Reply.objects.all().delete()
    for version in plan.versions.all():
        assert trouble_of(version) is None


def test_reply_makes_the_plan_differ_until_the_next_version(client: Client) -> None:
    plan, edit_key, version = whole(ASKS)
    row = turning(version)
    tag = client.get(plan.get_absolute_url()).headers["ETag"]

    client.post(f"/plan/{edit_key}/vendors/reply/", reply_of(row))

    page = client.get(plan.get_absolute_url())
    assert page.headers["ETag"] != tag
    assert "Would now differ" in page.content.decode()
    assert "answers for the next version" in client.get(f"/plan/{edit_key}/").content.decode()
    assert (
        "Make a new version with these replies"
        in client.get(f"/plan/{edit_key}/vendors/").content.decode()
    )


def test_reply_that_ran_out_stops_counting(client: Client) -> None:
    plan, edit_key, _ = replied(client)
    yesterday = localdate() - timedelta(days=1)
    Reply.objects.update(stated_on=yesterday, valid_until=yesterday)

    page = client.get(plan.get_absolute_url()).content.decode()
    listed = client.get(f"{plan.get_absolute_url()}vendors/").content.decode()
    client.post(f"/plan/{edit_key}/redecide/")

    assert "Would now differ" in page
    assert f"Ran out on {format_day(yesterday)}." in listed
    latest = plan.versions.get(number=3)
    assert latest.replies == "[]"
    assert (
        latest.page.changes[0]
        == f"The reply by Jo Doe, Acme of {format_day(localdate())} counts no more."
    )


def test_owner_takes_a_reply_back(client: Client) -> None:
    plan, edit_key, _ = replied(client)

    response = client.post(f"/plan/{edit_key}/vendors/replies/1/")

    assert response.headers["Location"] == f"/plan/{edit_key}/vendors/#replies"
    assert "Taken back." in client.get(f"{plan.get_absolute_url()}vendors/").content.decode()
    assert replies.counting(plan, localdate()) == ()
    assert client.post(f"/plan/{edit_key}/vendors/replies/7/").status_code == 404


def test_same_reply_twice_is_one_and_the_same_day_makes_one_version(client: Client) -> None:
    plan, edit_key, row = replied(client)

    client.post(f"/plan/{edit_key}/vendors/reply/", reply_of(row))
    client.post(f"/plan/{edit_key}/redecide/")

    assert (plan.replies.count(), plan.versions.count()) == (1, 2)


def test_what_cannot_be_recorded_is_said_and_nothing_typed_is_lost(client: Client) -> None:
    plan, edit_key, version = made(ASKS)
    row = turning(version)
    for change, sentence in (
        ({"value": ""}, "Pick the reply."),
        ({"value": "perhaps"}, "Pick the reply."),
        ({"name": " "}, "Write who said it, for example Jo Doe, Acme sales."),
        ({"stated_on": "soon"}, "Write the day as day, month and year, for example 25 Nov 2026."),
        ({"stated_on": format_day(localdate() + timedelta(days=2))}, "That day is still to come."),
        ({"stated_on": "1 Jan 2001"}, "That is more than three years ago. Ask again."),
        ({"valid_until": format_day(localdate() - timedelta(days=1))}, "Pick a day from today"),
        ({"valid_until": "1 Jan 2199"}, "Pick a day before the end of"),
        ({"valid_until": ""}, "Write the last day on which it may be relied on."),
    ):
        response = client.post(f"/plan/{edit_key}/vendors/reply/", reply_of(row, **change))
        text = unescape(response.content.decode())
        assert response.status_code == 422
        assert sentence in text
        assert "name" in change or 'value="Jo Doe, Acme"' in text
    assert not plan.replies.exists()


def test_only_points_of_the_plan_can_be_replied_to(client: Client) -> None:
    _, edit_key, version = made(ASKS)
    sent = reply_of(turning(version), point="gone|retires")

    for point in ("gone|retires", "", "🔥|x", "a" * 5000):
        assert client.get(f"/plan/{edit_key}/vendors/reply/", {"point": point}).status_code == 303
        assert (
            client.post(f"/plan/{edit_key}/vendors/reply/", sent | {"point": point}).status_code
            == 303
        )
    assert not Reply.objects.exists()
