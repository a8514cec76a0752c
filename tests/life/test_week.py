"""A week of the desk and of four plans, and a year after it.

Nothing said is false, and nothing is lost.

What pages say is printed (-s shows it). LIFE_PLANS says how many other plans there are.
"""

import json
import os
import re
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from io import StringIO
from textwrap import fill
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from catalog import releases
from catalog.imports import runs
from catalog.models import AppPlan, Import, Price
from tests.bench.impact import fill as fill_with_plans
from tests.catalog.watch.looks import DATA, look
from tests.support import member, take_published_desk
from tests.wizard.pilot.kit import rows, start
from tests.wizard.plans import made
from tests.wizard.test_signoffs import line, signed
from wizard.decision.tools import tools_of
from wizard.models import GoldenPlan, Plan
from wizard.pilot import store, taking
from wizard.plans import stored
from wizard.plans.tools import named
from wizard.publishing import golden, impact_run
from wizard.publishing.gate import Accepted, ObjectionError, publish

pytestmark = [pytest.mark.django_db]

OTHERS = int(os.environ.get("LIFE_PLANS", "150"))
DAY, YEAR = timedelta(days=1), timedelta(days=366)
LIST = json.loads((DATA / "price_lists.json").read_text(encoding="utf-8"))["newer"]
MOST_QUOTED = 700  # letters of a page


def words(html: str) -> str:
    """Return what the main part of a page says."""
    main = html.partition("<main")[2].partition(">")[2].partition("</main>")[0] or html
    shown = re.sub(r"<(script|style|svg|select|textarea)\b.*?</\1>", " ", main, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def quote(of: str, text: str) -> None:
    """Print what is said, for whoever reads along."""
    short = text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]} …"
    sys.stdout.write(
        f"\n{of}\n{fill(short, 110, initial_indent='  > ', subsequent_indent='  > ')}\n"
    )


def facts_of(address: str) -> str:
    """Return what a page says, but for the days on which its facts were read."""
    return re.sub(r"read \d+ \w+ \d{4}", "read", words(Client().get(address).content.decode()))


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan of the story, with its two links and the page of its first version."""

    plan: Plan
    edit_key: str
    first: bytes

    @property
    def shared(self) -> str:
        return self.plan.get_absolute_url()

    @property
    def owned(self) -> str:
        return f"/plan/{self.edit_key}/"

    @property
    def tool(self) -> str:
        """Return the plan of an app, or the model, that its first version names first."""
        decision = stored.load_decision(self.plan.versions.get(number=1).decision)
        advice = named(decision.jobs[0])
        assert advice is not None
        return tools_of(advice.first.option.tool)[0].slug

    def page(self) -> str:
        return words(Client().get(self.shared).content.decode())

    def strip(self) -> str:
        """Return what the page says of today, below the decision."""
        page = Client().get(self.shared).content.decode()
        section = re.search(r'<section class="drift".*?</section>', page, re.DOTALL)
        return words(section[0]) if section is not None else ""


def kept(slug: str, **changes: Any) -> Kept:
    plan, edit_key, _ = made(slug, **changes)
    return Kept(plan, edit_key, Client().get(f"{plan.get_absolute_url()}v/1/").content)


def published(note: str) -> int:
    """Publish the desk, accepting by name what speaks against it, and return the release."""
    accepted: list[str] = []
    while True:
        try:
            release = publish(
                author=None, note=note, expected=None, accepted=Accepted(slugs=accepted)
            )
        except ObjectionError as error:
            quote("Publishing waits", str(error))
            accepted += [objection.slug for objection in error.objections]
        else:
            return release.number


class Clock:
    """The clock of the whole site, which can be moved on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._now = timezone.now

    def move(self, by: timedelta) -> None:
        """Let it be later from now on, in every module that asks for the time."""
        before = self._now
        modules = [module for module in sys.modules.values() if vars(module).get("now") is before]
        self._now = lambda: before() + by
        for module in modules:
            self._patch.setattr(module, "now", self._now)
        for model in apps.get_models():
            for field in model._meta.local_concrete_fields:
                if field.default is before:
                    self._patch.setattr(field, "default", self._now)
                    self._patch.setitem(vars(field), "_get_default", self._now)


@pytest.fixture
def desk() -> None:
    """Fill and publish the desk, with the golden plans of a new site."""
    take_published_desk()
    GoldenPlan.objects.bulk_create(golden.starters())


@pytest.mark.usefixtures("desk")
def test_week_and_the_year_after_it(
    monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    clock, on = Clock(monkeypatch), localdate()
    pictures = kept("garden-shop", what={"jobs": ["product-photo-background"]})
    office, firm, shop = kept("law-office"), kept("software-firm"), kept("garden-shop")
    fill_with_plans(OTHERS, OTHERS // 5, releases.current(), on)
    plans = (pictures, office, firm, shop)

    # Each chapter is told although an earlier one was not as it should be.
    with subtests.test("Monday"):
        hour_at_the_desk()
    clock.move(DAY)
    with subtests.test("Tuesday"):
        price_that_doubles(pictures)
    clock.move(DAY)
    with subtests.test("Wednesday"):
        app_that_ends(pictures)
    clock.move(DAY)
    with subtests.test("Thursday"):
        failed_test(office)
    clock.move(DAY)
    with subtests.test("Friday"):
        colleague_who_approves(firm)
    clock.move(YEAR - 4 * DAY)
    with subtests.test("a year later"):
        owner_who_comes_back(plans, firm, on)


def hour_at_the_desk() -> None:
    """Look at the newest list, take what is ticked, and publish it beside all plans.

    First see what the list proposes.
    """
    editor, before = member("Reviewer"), facts_of("/models/")
    quote("Monday, the desk", words(editor.get("/admin/").content.decode()))
    look({"genai-prices": LIST}, localdate())
    run = Import.objects.filter(watched=True, kind="prices").order_by("-pk").first()
    waiting = runs.open_rows(run).count() if run is not None else 0
    desk = words(editor.get("/admin/").content.decode())
    quote(f"The desk after the look; {waiting} prices are proposed", desk)
    if run is not None and waiting:
        page = editor.get(reverse("admin:catalog_import_change", args=[run.pk]))
        assert page.status_code == 200
        quote("The list of proposals", words(page.content.decode()))
        assert runs.done(runs.take_steps(run, author=None, note="The list of Monday.")) == waiting
    assert facts_of("/models/") == before  # a draft changes no page


def price_that_doubles(bought: Kept) -> None:
    """Double what the app that a plan names costs from today on, and publish that."""
    on, tool, head = localdate(), bought.tool, bought.page()[:200]
    for price in Price.objects.filter(app_plan__slug=tool, valid_to=None):
        Price.objects.filter(pk=price.pk).update(valid_to=on - DAY)
        price.pk, price.amount, price.valid_from = None, price.amount * 2, on
        price.save(force_insert=True)
    looked = impact_run.go_on(
        impact_run.begin(releases.current(), releases.compile_desk(), on), seconds=3600
    )
    assert looked.done
    assert looked.looked == looked.total >= OTHERS + 4
    quote(f"The look at {looked.looked} live plans", f"{dict(looked.counts)}")
    number = published("A price doubles.")
    strip = bought.strip()
    quote("Tuesday, the plan whose app costs twice as much", strip)
    now, before = (float(amount) for amount in re.findall(r"\$([\d.]+)", strip)[:2])
    assert f"It now costs about ${now:g} a month, ${before:g} when made." in strip
    assert now == pytest.approx(2 * before, rel=0.1)  # both are rounded
    assert bought.page()[:200] == head  # the decision stays as it was made
    assert f"/releases/{number}/" in Client().get("/releases/").content.decode()
    quote("What changed, to everybody", words(Client().get("/changes/").content.decode()))


def app_that_ends(bought: Kept) -> None:
    """Take the app that a plan names from the desk, and publish that."""
    tool = bought.tool
    name = AppPlan.objects.get(slug=tool).name
    Price.objects.filter(app_plan__slug=tool, valid_to=None).update(valid_to=localdate() - DAY)
    published(f"{name} is no longer sold.")
    strip = bought.strip()
    quote(f"Wednesday, {name} is no longer sold", strip)
    assert "Would now differ" in strip
    owner = words(Client().get(bought.owned).content.decode())
    quote("Its owner", owner[owner.find("Today") :])
    assert Client().post(f"{bought.owned}redecide/").status_code == 303
    again = words(Client().get(bought.owned).content.decode())
    quote("After Make the next version", again)
    assert f"Use {name}" not in again
    assert f"Try {name}" not in again


def failed_test(office: Kept) -> None:
    """Rate all cases, too many of them bad."""
    pilot = start(office.plan)
    tools = len(store.protocol_of(pilot).contenders)
    for tool in range(tools):
        taking.take(pilot, rows(pilot, 10, 20, model=tool))
    quote("Thursday, the test", words(Client().get(f"{office.owned}pilot/").content.decode()))
    page = office.page()
    quote("Its plan", page)
    assert "20 of 30" in page


def colleague_who_approves(firm: Kept) -> None:
    """Approve with a condition, from the shared link alone."""
    signed(Client(), firm.plan, name="Ada", condition="prices stay")
    said = line(Client(), firm.shared)
    quote("Friday, Ada approves", said)
    day = f"{localdate().day} {localdate():%b %Y}"
    assert said.startswith(f"Ada (name as typed) approved version 1, {day}")
    assert said.endswith("if prices stay.")


def owner_who_comes_back(plans: tuple[Kept, ...], firm: Kept, made_on: date) -> None:
    """Open every plan by its private link a year later: it stands, and says how old it is."""
    assert localdate() == made_on + YEAR
    for kept_plan in plans:
        answer = Client().get(kept_plan.owned)
        assert answer.status_code == 200
        page = words(answer.content.decode())
        quote(f"A year later, {kept_plan.plan.versions.count()} versions", page)
        latest = kept_plan.plan.versions.newest_first()[0]
        if "Draft, not tested" in page and "Approved" not in page:
            assert f"Undecided for {(localdate() - latest.decided_on).days} days" in page
        assert re.findall(r"\bby \d+ December\b(?! 2026)", page) == []
        assert "Collect the cases by" not in page
        quote("Of today it says", kept_plan.strip())
        assert Client().get(f"{kept_plan.shared}v/1/").content == kept_plan.first
        for file in ("plan.pdf", "plan.md", "plan.json", "plan.ics", "plan.atom"):
            assert Client().get(f"{kept_plan.shared}{file}").status_code == 200
    assert line(Client(), firm.shared).startswith("Ada (name as typed) approved version 1")
    output = StringIO()
    call_command("purge_plans", stdout=output)
    quote("What is to be deleted", output.getvalue())
    assert "0 plans" in output.getvalue()
    Plan.objects.exclude(pk__in=[row.plan.pk for row in plans]).delete()  # those have no pages
    output = StringIO()
    call_command("verify_plans", stdout=output)
    quote("All versions, worked out again", output.getvalue())
