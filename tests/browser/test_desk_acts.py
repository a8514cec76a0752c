"""The nineteen jobs of an editor's hour, replayed in a browser.

Each takes at most so many clicks and fields filled in.

A job counts from the first page of the desk.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils.timezone import localdate
from playwright.sync_api import Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from catalog import desk, releases
from catalog.models import (
    DESK,
    AiModel,
    Benchmark,
    Cell,
    Claim,
    Import,
    Offer,
    Price,
    Provider,
    Release,
    Revision,
    Score,
    Source,
)
from tests.browser.looking import faults, log_in
from tests.browser.shops import turn_the_shop, with_plans
from tests.catalog.watch.looks import proposed
from tests.support import member, take_desk, unsaved
from wizard.models import Acceptance, Plan, TaskChoice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WINDOW: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 800}
TODAY = "2026-11-26"
# Kind → how many rows of it are written; sixteen of ten kinds, as an editor may have after an hour.
WRITTEN = {
    "sources": 1,
    "providers": 2,
    "industries": 1,
    "models": 2,
    "offers": 2,
    "prices": 3,
    "benchmarks": 1,
    "claims": 1,
    "articles": 1,
    "terms": 2,
}


class Acts:
    """A browser that counts acts: a click is one, a filled field is one, Enter included.

    A row searched and picked is two.
    """

    def __init__(self, page: Page, base: str) -> None:
        """Sign nobody in yet."""
        self.page, self.base, self.count = page, base, 0
        self.keys: dict[str, str] = {}

    def come_as(self, role: str, *, window: ViewportSize = WINDOW) -> None:
        """Open the desk's first page as somebody with a role; counting starts there."""
        if role not in self.keys:
            self.keys[role] = member(role).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": self.keys[role], "url": self.base}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]  # as Playwright takes it
        self.page.set_viewport_size(window)
        self.page.goto(f"{self.base}/admin/")

    def click(self, found: Locator) -> None:
        """Click once."""
        found.click()
        self.count += 1

    def link(self, name: str) -> None:
        """Follow the first link of this name."""
        self.click(self.page.locator("#content, #container").get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        """Press the first button of this name."""
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def fill(self, found: Locator, value: str) -> None:
        """Fill one field in."""
        found.fill(value)
        self.count += 1

    def type(self, **values: str) -> None:
        """Fill in, or choose in, the fields of a row’s form, by name."""
        for name, value in values.items():
            found = self.page.locator(f"#id_{name}")
            if found.evaluate("field => field.tagName") == "SELECT":
                self.choose(found, value)
            else:
                self.fill(found, value)

    def tick(self, **words: str) -> None:
        """Tick a box of a field."""
        for name, value in words.items():
            self.click(self.page.locator(f"input[name={name}][value={value}]"))

    def choose(self, found: Locator, value: str) -> None:
        """Choose from a list that is shown."""
        found.select_option(value)
        self.count += 1

    def pick(self, field_id: str, text: str) -> None:
        """Search a row and pick the first that is found."""
        self.page.locator(f"#select2-{field_id}-container").click()
        self.page.locator(".select2-search__field").fill(text)
        self.page.locator(".select2-results__option", has_text=text).first.click()
        self.count += 2

    def add_related(self, field_id: str) -> "Acts":
        """Open the small window that adds a row to refer to."""
        with self.page.expect_popup() as opened:
            self.page.locator(f"#add_{field_id}").click()
        self.count += 1
        return Acts(opened.value, self.base)

    def close(self, window: "Acts") -> None:
        """Save the row of a small window, which then closes."""
        with window.page.expect_event("close"):
            window.press("Save")
        self.count += window.count

    def proof(self) -> None:
        """Name source and day where the form does not remember them."""
        if not self.page.locator("#id_source").input_value():
            self.pick("id_source", "Editor")
        if not self.page.locator("#id_as_of").input_value():
            self.type(as_of=TODAY)

    def search(self, term: str) -> None:
        """Search all kinds of rows from the first page."""
        box = self.page.locator("#content input[name=q]")
        self.fill(box, term)
        box.press("Enter")

    def says(self, words: str) -> None:
        """Make sure that the page said so."""
        expect(self.page.locator(".messagelist")).to_contain_text(words)


@dataclass
class Job:
    """One job, and what it may take."""

    number: str
    name: str
    most: int
    do: Callable[[Acts], None]


JOBS: list[Job] = []


def job(number: str, name: str, *, most: int) -> Callable[[Callable[[Acts], None]], None]:
    """Add a job to the script."""

    def added(do: Callable[[Acts], None]) -> None:
        JOBS.append(Job(number, name, most, do))

    return added


@job("1", "become an editor", most=4)
def _(acts: Acts) -> None:
    call_command("make_editor", "maria", "--role", "editor", verbosity=0)
    user = User.objects.get(username="maria")
    user.set_password("a long enough pass phrase")  # the command prints one of its own
    user.save()
    acts.count += 1
    acts.page.context.clear_cookies()
    acts.page.goto(f"{acts.base}/admin/")
    log_in(acts.page, "maria", "a long enough pass phrase")
    acts.count += 3
    expect(acts.page.get_by_role("link", name="My drafts")).to_be_visible()


@job("2", "see where to start", most=0)
def _(acts: Acts) -> None:
    acts.come_as("Reviewer")
    names = (
        "Waiting for review",
        "My drafts",
        "Changed in the world",
        "Approved, to publish",
        "The matrix as a grid",
    )
    boxes = [acts.page.get_by_role("link", name=name).first.bounding_box() for name in names]
    add = acts.page.locator("#content .model-price .addlink")
    assert all(box is not None and box["y"] + box["height"] <= WINDOW["height"] for box in boxes)
    expect(add).to_be_visible()  # below: the queue stands before it
    expect(acts.page.get_by_role("link", name="Help")).to_be_visible()


@job("3", "new model with maker, source, offer, three prices and a score", most=25)
def _(acts: Acts) -> None:
    board = Benchmark.objects.order_by("slug")[0]
    acts.come_as("Editor")
    acts.click(acts.page.locator("#content .model-aimodel .addlink"))
    acts.type(name="Lumen 3.1")
    maker = acts.add_related("id_provider")
    maker.type(name="Lumen Labs")
    acts.close(maker)
    source = acts.add_related("id_source")
    source.type(
        title="Lumen Labs, price page", publisher="Lumen Labs", voice="seller", retrieved=TODAY
    )
    acts.close(source)
    acts.type(as_of=TODAY)
    for unit, usd in (("input", "2"), ("output", "10"), ("cached_input", "0.2")):
        acts.fill(acts.page.locator(f"[id$='-0-usd_{unit}_mtok']"), usd)
    scores = acts.page.locator("[id$='-0-benchmark']").first.get_attribute("id") or ""
    acts.pick(scores, board.name)
    start = scores.removesuffix("benchmark").removeprefix("id_")
    acts.type(
        **{f"{start}value": "61.4", f"{start}voice": "measured", f"{start}measured_by": "Epoch AI"}
    )
    acts.press("Save and send to review")

    acts.says("was added successfully")
    model = AiModel.objects.get(slug="lumen-3-1")
    prices = Price.objects.filter(
        offer__model=model, source=Source.objects.get(slug="lumen-labs-price-page")
    )
    assert (model.provider.slug, model.state) == ("lumen-labs", "review")
    assert Offer.objects.get(model=model).slug == "lumen-3-1@lumen-labs"
    assert (prices.count(), Score.objects.get(model=model).as_of) == (3, date(2026, 11, 26))


def current_price(place: int = 3) -> Price:
    """Return a price that readers have and that nothing has ended."""
    found = Price.objects.filter(
        offer__isnull=False, valid_to=None, valid_from__lte=TODAY, region="", tier=""
    )
    return found.filter(state="published", unit="output_mtok").order_by("offer__slug", "pk")[place]  # type: ignore[no-any-return]


def open_price(acts: Acts, price: Price) -> None:
    """Go to a price from the first page, by the name of its model."""
    acts.search(price.offer.model.name if price.offer else "")
    acts.click(
        acts.page.locator(f"#content a[href$='/aimodel/{price.offer.model_id}/change/']").first
    )
    acts.click(acts.page.locator(f"#content a[href$='/price/{price.pk}/change/']").first)


@job("4a", "price from next month", most=8)
def _(acts: Acts) -> None:
    price = current_price()
    acts.come_as("Editor")
    open_price(acts, price)
    acts.link("New price from a day…")
    acts.type(amount="77", valid_from="2026-12-15")
    acts.proof()
    acts.press("Save")
    acts.says("The price before it now ends on 14 Dec 2026.")


@job("4b", "correct a price", most=6)
def _(acts: Acts) -> None:
    price = current_price()
    acts.come_as("Editor")
    acts.search(price.offer.model.name if price.offer else "")
    acts.click(
        acts.page.locator(f"#content a[href$='/aimodel/{price.offer.model_id}/change/']").first
    )
    acts.click(acts.page.locator(f"#content a[href$='/price/{price.pk}/correct/']").first)
    acts.type(amount="78")
    acts.type(why="I had typed the price of another model.")
    acts.press("Save")
    assert Revision.objects.of(price)[0].act == "corrected"


@job("5", "answer of a cell, in the grid", most=7)
def _(acts: Acts) -> None:
    cell = Cell.objects.get(use_case__slug="menu-photos", branch="language")
    acts.come_as("Editor")
    acts.link("The matrix as a grid")
    acts.click(acts.page.locator("#cell-menu-photos-language .square"))
    acts.type(reason="It draws them, and a cook looks at the plate.", as_of=localdate().isoformat())
    acts.type(why="Tried it.")
    acts.press("Save")
    assert Cell.objects.get(pk=cell.pk).reason.startswith("It draws them")


@job("6", "use case and its two cells", most=22)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    acts.click(acts.page.locator("#content .model-usecase .addlink"))
    acts.type(
        name="Name the dishes of a menu",
        result="A name for each dish.",
        unit="name",
        unit_plural="names",
    )
    acts.pick("id_industry", "Hotels")
    acts.tick(inputs="text", outputs="text", material="none")
    acts.click(acts.page.locator("input[name=tasks]").first)
    acts.proof()
    acts.press("Save")
    for branch in ("language", "media"):
        acts.page.goto(f"{acts.base}/admin/catalog/cell/grid/?industry=hospitality")
        acts.count += 1
        acts.click(acts.page.locator(f"#cell-name-the-dishes-of-a-menu-{branch} .square"))
        acts.type(fit="yes" if branch == "language" else "no", reason="It is text.")
        acts.proof()
        acts.press("Save")
    assert Cell.objects.filter(use_case__slug="name-the-dishes-of-a-menu").count() == 2


@job("7a", "term, the first of its group: it has a source of its own", most=8)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    acts.click(acts.page.locator("#content .desk-settings summary"))
    acts.click(acts.page.locator("#content .model-term .addlink"))
    acts.type(term="Zero shot", meaning="Asked without an example.")
    acts.proof()
    acts.press("Save")
    acts.says("was added successfully")


@job("7b", "article", most=7)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    acts.click(acts.page.locator("#content .model-article .addlink"))
    acts.type(
        position="90",
        title="Menus",
        summary="Names of dishes.",
        markdown="## Names\n\nShort ones.",
        as_of=TODAY,
    )
    acts.press("Save")
    acts.says("was added successfully")


@job("8", "sixteen rows of ten kinds from draft to public, reviewed on a phone", most=25)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    author = User.objects.get(username="editor")
    for kind, rows in WRITTEN.items():
        desk.write_many(
            [unsaved(DESK[kind], state="draft") for _ in range(rows)],
            author=author,
            note="An hour.",
        )
    acts.page.reload()
    acts.link("My drafts")
    expect(acts.page.get_by_role("button", name="Send the ticked to review")).to_be_visible()
    waiting = acts.page.locator("input[name=rows]:checked").count()
    acts.press("Send the ticked to review")
    acts.says(f"Sent to review: {waiting} rows.")

    acts.come_as("Reviewer", window=PHONE)
    acts.link("Waiting for review")
    expect(acts.page.get_by_role("button", name="What it does to plans")).to_be_visible()
    assert faults(acts.page) == []
    acts.press("What it does to plans")
    expect(acts.page.get_by_text("Live plans that use a fact that changes")).to_be_visible()
    acts.fill(acts.page.get_by_label("Note:"), "An hour’s work.")
    acts.press("Approve and publish")
    acts.says("Release 2 is what readers see now.")
    assert waiting >= sum(WRITTEN.values()) == 16
    assert Provider.objects.filter(
        state="published", slug__in=releases.current().catalog.provider
    ).exists()


@job("9", "go back to the release before", most=4)
def _(acts: Acts) -> None:
    acts.come_as("Reviewer")
    acts.click(acts.page.locator("#content .desk-settings summary"))
    acts.click(acts.page.locator("#content .model-release th a"))
    acts.click(acts.page.get_by_role("link", name="Go back to this…").first)
    acts.press("Go back")
    acts.says("Release 3 is what readers see now.")
    assert Release.objects.count() == 3


@job("10", "thirty rows in by a file, five of them wrong, and a list out", most=7)
def _(acts: Acts) -> None:
    rows = [
        f"firm-{number},{f'Firm {number}' if number % 6 else ''},France" for number in range(30)
    ]
    acts.come_as("Editor")
    acts.link("Imports")
    acts.link("Bring rows in…")
    file = {
        "name": "firms.csv",
        "mimeType": "text/csv",
        "buffer": "\n".join(["slug,name,country", *rows]).encode(),
    }
    acts.page.locator("#id_file").set_input_files(file)  # type: ignore[arg-type]  # as Playwright takes it
    acts.count += 1
    acts.press("Show what it would do")
    acts.fill(acts.page.locator("#id_note"), "New firms.")
    acts.press("Take the ticked as drafts")
    acts.says("Drafts now: 25 rows.")
    acts.page.goto(f"{acts.base}/admin/catalog/provider/?q=Firm")
    with acts.page.expect_download() as saved:
        acts.link("Excel")
    assert saved.value.suggested_filename.endswith(".xlsx")
    assert Import.objects.latest("pk").rejected == 5


@job("11", "a price that a list proposes, to review", most=2)
def _(acts: Acts) -> None:
    current = current_price(10)
    Price.objects.filter(offer=current.offer, unit=current.unit).update(as_of="2026-01-01")
    price = {"output_mtok": float(current.amount) * 1.25}
    model = {"id": current.offer.model.slug, "prices": price}
    content = {"genai-prices": [{"id": current.offer.seller.slug, "models": [model]}]}
    run = proposed(content, date.fromisoformat(TODAY))
    assert run.new == 1, list(run.rows.values_list("title", "words"))
    acts.come_as("Editor")
    acts.link("Changed in the world: prices")
    acts.press("Send the ticked to review")
    acts.says("In review now: 1 row.")
    assert (
        Price.objects.get(offer=current.offer, unit=current.unit, valid_from=TODAY).state
        == "review"
    )


@job("12", "give a row its old values again", most=3)
def _(acts: Acts) -> None:
    row = Provider.objects.filter(state="published").order_by("slug")[2]
    before, row.about = row.about, "Something wrong."
    desk.write(row, author=None)
    acts.come_as("Editor")
    acts.page.goto(f"{acts.base}/admin/catalog/provider/{row.pk}/change/")
    acts.link("History")
    acts.link("Go back to change 1…")
    acts.press("Go back")
    assert Provider.objects.get(pk=row.pk).about == before


@job("13", "save what another editor has changed elsewhere meanwhile", most=2)
def _(acts: Acts) -> None:
    row = Provider.objects.filter(state="published").order_by("slug")[3]
    acts.come_as("Editor")
    acts.page.goto(f"{acts.base}/admin/catalog/provider/{row.pk}/change/")
    row.name = "Renamed meanwhile"
    desk.write(row, author=None)
    acts.type(about="Only this is mine.")
    acts.press("Save")
    now = Provider.objects.get(pk=row.pk)
    assert (now.name, now.about) == ("Renamed meanwhile", "Only this is mine.")


@job("14", "put off what is due", most=3)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    acts.link("Take one, put it off, or see all")
    acts.click(acts.page.locator("input[name=tasks]").first)
    acts.press("Put off for two weeks")
    assert TaskChoice.objects.get().until is not None


@job("15", "rule on a claim", most=4)
def _(acts: Acts) -> None:
    claim = Claim.objects.filter(state="published", status=None).order_by("slug")[0]
    acts.come_as("Editor")
    acts.page.goto(f"{acts.base}/admin/catalog/claim/")
    expect(acts.page.locator(".field-found_status").first).not_to_be_empty()
    acts.click(acts.page.locator(f"#content a[href$='/claim/{claim.pk}/change/']").first)
    expect(acts.page.locator(".field-found")).to_contain_text(":")
    acts.type(status="supported", why="Read both.")
    acts.press("Save")
    assert Claim.objects.get(pk=claim.pk).status == "supported"


@job("16", "close the link of a plan", most=5)
def _(acts: Acts) -> None:
    plan = Plan.objects.order_by("pk")[0]
    acts.come_as("Support")
    acts.page.goto(f"{acts.base}/admin/wizard/plan/")
    acts.fill(acts.page.locator("#searchbar"), f"{acts.base}/p/{plan.view_key}/")
    acts.page.locator("#searchbar").press("Enter")
    acts.click(acts.page.locator("#result_list tbody a").first)
    acts.link("Close the link…")
    acts.fill(acts.page.locator("#id_note"), "Its owner asked us to.")
    acts.press("Close the link")
    assert Plan.objects.get(pk=plan.pk).withdrawn is not None


@job("17", "publish although a golden plan turns out otherwise, and after going back", most=4)
def _(acts: Acts) -> None:
    turn_the_shop("A person writes these better.")
    acts.come_as("Reviewer")
    acts.page.goto(f"{acts.base}/admin/catalog/release/publish/")
    boxes = acts.page.get_by_label(re.compile("I accept that"))
    for box in boxes.all():
        acts.click(box)
    assert boxes.count() == 2, acts.page.locator("#content").inner_text()[-1500:]
    assert faults(acts.page) == []
    acts.fill(acts.page.get_by_label("Note"), "People write them.")
    acts.press("Publish")
    acts.says("is what readers see now.")
    assert Acceptance.objects.count() == 1


@job("18", "another wording of a question, and how its page looks", most=9)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    acts.click(acts.page.locator("#content .desk-settings summary"))
    acts.click(acts.page.locator("#content .model-wording .addlink"))
    acts.type(slug="who-reads", about="wage_usd", part="title", text="Who reads each result first?")
    acts.proof()
    acts.press("Save and continue editing")
    acts.link("Its page with these words")
    expect(acts.page.locator("main")).to_contain_text("Who reads each result first?")


@job("19", "term by the keyboard alone: keys that move", most=15)
def _(acts: Acts) -> None:
    acts.come_as("Editor")
    acts.page.goto(f"{acts.base}/admin/catalog/term/add/")
    press = acts.page.keyboard.press
    wanted = {"id_term": "Few shot", "id_meaning": "Asked with a few examples."}
    expect(acts.page.locator("#id_slug, #id_term").first).to_be_focused()
    while True:
        now = str(acts.page.evaluate("document.activeElement.id || document.activeElement.name"))
        if now in wanted:
            acts.page.keyboard.type(wanted.pop(now))
        elif now in {"_save", "_review"} and not wanted:
            break
        press("Tab")
        acts.count += 1
        assert acts.count <= 40
    press("Enter")
    acts.says("was added successfully")


def test_nineteen_jobs_take_no_more_than_they_may(page: Page, live_server: LiveServer) -> None:
    take_desk()
    with_plans()
    acts = Acts(page, live_server.url)
    too_many = {}
    for each in JOBS:
        acts.count = 0
        each.do(acts)
        if acts.count > each.most:
            too_many[f"{each.number} {each.name}"] = acts.count, each.most

    assert {each.number.rstrip("ab") for each in JOBS} == {str(number) for number in range(1, 20)}
    assert too_many == {}
