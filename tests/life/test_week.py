"""A week of the desk and of four plans, a month of use, and a year after it.

Each day the pages are read as the owner, a colleague and an editor see them: nothing said is
false, and nothing is lost.

What pages say is printed (-s shows it). LIFE_PLANS says how many other plans there are.
"""

import calendar
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
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from catalog import releases
from catalog.formatting import format_day
from catalog.imports import runs
from catalog.models import AppPlan, Import, Price, RowState
from tests.bench.impact import WALKS, fill as fill_with_plans
from tests.catalog.watch.looks import DATA, look
from tests.support import member, take_published_desk
from tests.wizard.pilot.kit import PAYS_FOR_TWO, rows, second, start
from tests.wizard.plans import made
from tests.wizard.test_signoffs import line, signed
from wizard.decision.tools import tools_of
from wizard.models import GoldenPlan, Plan
from wizard.pilot import store, taking
from wizard.pilot.measured import tests_of as results_of
from wizard.pilot.store import MONTH
from wizard.plans import deciding, stored
from wizard.plans.tools import named
from wizard.publishing import golden, impact_run
from wizard.publishing.gate import Accepted, ObjectionError, publish

pytestmark = [pytest.mark.django_db]

OTHERS = int(os.environ.get("LIFE_PLANS", "20"))
DAY, HALF_A_YEAR, YEAR = timedelta(days=1), timedelta(days=183), timedelta(days=366)
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
        return words(html_of(self.shared))

    def strip(self) -> str:
        """Return what the page says of today, below the decision."""
        return part_of(html_of(self.shared), r'<section class="drift".*?</section>')

    def is_read(self, chapter: str) -> str:
        """Read it as its owner and as a colleague do, and return what the owner reads.

        Both read the same decision and the same steps, on the pages below too; no day that is over
        is said to come; the first version stays as it was, and no key gets out.
        """
        owner, colleague = html_of(self.owned), html_of(self.shared)
        quote(f"{chapter}: the owner of {self.plan.heading} reads", words(owner))
        for theirs in (r'<ul class="states">.*?</ul>', r'<div class="say">.*?<ul', BRIEF, SPINE):
            assert part_of(owner, theirs) == part_of(colleague, theirs) != ""
        for below in ("money/", "scale/"):
            html = html_of(f"{self.shared}{below}")
            assert part_of(html, SPINE) == part_of(colleague, SPINE)
            assert self.edit_key not in html
        assert self.edit_key not in colleague
        assert is_over(words(owner)) == []
        assert Client().get(f"{self.shared}v/1/").content == self.first
        return words(owner)


BRIEF = r'<dl class="brief">.*?</dl>'
SPINE = r'<nav class="spine.*?</nav>'
MONTHS = {month: number for number, month in enumerate(calendar.month_name) if month}
BY_A_DAY = re.compile(rf"\bby (\d+) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")


def html_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def part_of(html: str, pattern: str) -> str:
    """Return what the first part of a page says that looks so; nothing where none does."""
    part = re.search(pattern, html, re.DOTALL)
    return words(part[0]) if part is not None else ""


def is_over(text: str) -> list[str]:
    """Return the days by which a page asks for something although they are over."""
    today = localdate()
    days = [
        date(int(year or today.year), MONTHS[month], int(day))
        for day, month, year in BY_A_DAY.findall(text)
    ]
    # A day without a year is the next one: half a year ago nobody meant this year's.
    return [f"{day}" for day in days if today - HALF_A_YEAR < day < today]


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
    clock, on, reviewer = Clock(monkeypatch), localdate(), member("Reviewer")
    pictures = kept("garden-shop", what={"jobs": ["product-photo-background"]})
    texts = kept("garden-shop", what={"jobs": ["product-description"]}, **PAYS_FOR_TWO)
    office, firm = kept("law-office"), kept("software-firm")
    fill_with_plans(OTHERS, min(OTHERS // 5, WALKS), releases.current(), on)
    plans = (pictures, texts, office, firm)

    # Each chapter is told although an earlier one was not as it should be.
    with subtests.test("Monday"):
        hour_at_the_desk(reviewer)
    clock.move(DAY)
    with subtests.test("Tuesday"):
        price_that_doubles(pictures, plans, reviewer)
    clock.move(DAY)
    with subtests.test("Wednesday"):
        app_that_ends(pictures)
    clock.move(DAY)
    with subtests.test("Thursday"):
        failed_test(office)
        passed_test(texts)
    clock.move(DAY)
    with subtests.test("Friday"):
        colleague_who_approves(firm)
    clock.move(MONTH)
    with subtests.test("a month later"):
        month_of_use(texts)
    clock.move(YEAR - MONTH - 4 * DAY)
    with subtests.test("a year later"):
        owner_who_comes_back(plans, firm, on)


def hour_at_the_desk(reviewer: Client) -> None:
    """Look at the newest list, take what is ticked, and see it wait among one's own drafts."""
    editor, before = member("Editor"), facts_of("/models/")
    others = Price.objects.filter(state=RowState.DRAFT).count()
    quote("Monday, the desk", words(editor.get("/admin/").content.decode()))
    look({"genai-prices": LIST}, localdate())
    run = Import.objects.filter(watched=True, kind="prices").latest("pk")
    waiting = runs.open_rows(run).count()
    desk_now = words(editor.get("/admin/").content.decode())
    quote("The desk after the look", desk_now)
    assert f"{waiting} Changed in the world: prices" in desk_now
    page = editor.get(reverse("admin:catalog_import_change", args=[run.pk]))
    quote("The list of proposals", words(page.content.decode()))
    taken = runs.done(
        runs.take_steps(run, author=User.objects.get(username="editor"), note="Monday’s list.")
    )
    assert taken == waiting > 0
    desk_then = words(editor.get("/admin/").content.decode())
    assert "0 Changed in the world" in desk_then
    drafts = int(re.findall(r"(\d+) My drafts", desk_then)[0])
    assert drafts == Price.objects.filter(state=RowState.DRAFT).count() - others >= waiting
    assert facts_of("/models/") == before  # a draft changes no page
    approved = words(reviewer.get("/admin/").content.decode())
    assert "0 Approved, to publish" in approved  # nobody approved anything


def price_that_doubles(bought: Kept, plans: tuple[Kept, ...], reviewer: Client) -> None:
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
    assert looked.looked == looked.total == OTHERS + len(plans)
    quote(f"The look at {looked.looked} live plans", f"{dict(looked.counts)}")
    quote("Tuesday, the editor", words(reviewer.get("/admin/").content.decode()))
    number = published("A price doubles.")
    strip = bought.strip()
    quote("Tuesday, the plan whose app costs twice as much", strip)
    now, before = (float(amount) for amount in re.findall(r"\$([\d.]+)", strip)[:2])
    assert f"It now costs about ${now:g} a month, ${before:g} when made." in strip
    assert now == pytest.approx(2 * before, rel=0.1)  # both are rounded
    assert bought.page()[:200] == head  # the decision stays as it was made
    assert strip in bought.is_read("Tuesday")
    assert f"/releases/{number}/" in html_of("/releases/")
    quote("What changed, to everybody", words(html_of("/changes/")))


def app_that_ends(bought: Kept) -> None:
    """Take the app that a plan names from the desk, and publish that."""
    tool = bought.tool
    name = AppPlan.objects.get(slug=tool).name
    Price.objects.filter(app_plan__slug=tool, valid_to=None).update(valid_to=localdate() - DAY)
    published(f"{name} is no longer sold.")
    strip = bought.strip()
    quote(f"Wednesday, {name} is no longer sold", strip)
    assert "Would now differ" in strip
    assert "Today’s facts give another answer." in bought.is_read("Wednesday")
    assert Client().post(f"{bought.owned}redecide/").status_code == 303
    again = bought.is_read("Wednesday, after Make the next version")
    assert f"Use {name}" not in again
    assert f"Try {name}" not in again
    assert "Would now differ" not in again


def failed_test(office: Kept) -> None:
    """Rate all cases, too many of them bad."""
    pilot = start(office.plan)
    for tool in range(len(store.protocol_of(pilot).contenders)):
        taking.take(pilot, rows(pilot, 10, 20, model=tool))
    quote("Thursday, the test", words(html_of(f"{office.owned}pilot/")))
    page = office.is_read("Thursday")
    assert "20 of 30" in page
    assert "Your plan names another now. Test that." in page
    assert "20 of 30" in words(html_of(f"{office.shared}pilot/"))


def passed_test(texts: Kept) -> None:
    """Rate all cases good, a second person ten of them too."""
    pilot = start(texts.plan)
    for tool in range(len(store.protocol_of(pilot).contenders)):
        taking.take(pilot, rows(pilot, 30, model=tool))
    second(pilot, 10)
    assert "The test is passed. Roll it out." in texts.is_read("Thursday")


def colleague_who_approves(firm: Kept) -> None:
    """Approve with a condition, from the shared link alone."""
    signed(Client(), firm.plan, name="Ada", condition="prices stay")
    said = line(Client(), firm.shared)
    quote("Friday, Ada approves", said)
    day = f"{localdate().day} {localdate():%b %Y}"
    assert said.startswith(f"Ada (name as typed) approved version 1, {day}")
    assert said.endswith("on the condition “prices stay”.")
    assert "Ada" in firm.is_read("Friday")


def month_of_use(texts: Kept) -> None:
    """Answer three questions on what was rolled out after its test."""
    asked = "It was in use for a month. How did it go?"
    assert asked in texts.is_read("A month later")
    assert asked not in texts.page()
    page = html_of(f"{texts.owned}pilot/1/month/")
    quote("A month later, three questions", words(page))
    counted = {"results": "118", "redone": "9", "paid": "0", "tool": named_now(texts)}
    assert Client().post(f"{texts.owned}pilot/1/month/", counted).status_code == 303
    after = texts.is_read("A month later, after three answers")
    assert f"In daily use Counted {format_day(localdate())}" in after
    assert asked not in after
    money = words(html_of(f"{texts.shared}money/"))
    assert "One in five of the best tool’s results" not in money  # the test counted that
    assert "Scale begun" in after
    assert "118 made, 9 of them done again" in words(html_of(f"{texts.shared}pilot/"))


def named_now(texts: Kept) -> str:
    """Return the tool that a plan names with what its test counted."""
    version = texts.plan.versions.newest_first()[0]
    decision = deciding.with_results(version, results_of(texts.plan)).decision
    advice = named(decision.jobs[0])
    assert advice is not None
    return advice.first.option.tool


def owner_who_comes_back(plans: tuple[Kept, ...], firm: Kept, made_on: date) -> None:
    """Open every plan by its private link a year later: it stands, and says how old it is."""
    assert localdate() == made_on + YEAR
    for kept_plan in plans:
        versions = kept_plan.plan.versions
        page = kept_plan.is_read(f"A year later, with {versions.count()} versions")
        latest = versions.newest_first()[0]
        if "Draft, not tested" in page and "Approved" not in page:
            assert f"Undecided for {(localdate() - latest.decided_on).days} days" in page
        assert "Collect the cases by" not in page
        assert re.findall(r"\bby \d+ December\b(?! 2026)", page) == []
        quote("Of today it says", kept_plan.strip())
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
