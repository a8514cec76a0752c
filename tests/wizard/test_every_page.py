"""Every page and file of a plan just made answers, for its owner and for colleagues.

They do whatever the plan says.
"""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from catalog import releases
from wizard.colleagues import vendors
from wizard.document.pages import PAGES
from wizard.exports import formats
from wizard.plans import drafts, stored, versions
from wizard.plans.examples import all_examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

FOR_COLLEAGUES = (
    "", "v/1/", "history/", *(f"{key}/" for key in PAGES), *(f"v/1/{key}/" for key in PAGES), "vendors/", "questions/", "sign-off/", "second-opinion/", "copy/",
    "plan.md", "decision.md", "card.png", "plan.json", "plan.pdf", "vendors.md", "plan.atom", "plan.ics", "scorecard.csv", "promptfoo.yaml",
    "compare/1/1/",
)  # fmt: skip
FOR_THE_OWNER = ("", "evidence/", "money/", "tune/", "scale/", "links/", "questions/", "opinions/", "vendors/", "pilot/", "pilot/new/", "check/")  # fmt: skip
ONLY_WITH_A_PILOT = {"scorecard.csv", "promptfoo.yaml", "pilot/", "pilot/new/"}


@pytest.mark.parametrize("slug", [example.slug for example in all_examples()])
def test_every_page_of_a_plan_answers(client: Client, slug: str) -> None:
    example = next(each for each in all_examples() if each.slug == slug)
    plan, edit_key = drafts.start(example.answers)
    versions.make(plan, releases.current(), localdate())
    pages = [f"/p/{plan.view_key}/{name}" for name in FOR_COLLEAGUES]
    pages += [f"/plan/{edit_key}/{name}" for name in FOR_THE_OWNER]
    pages += [f"/plan/examples/{slug}/{key}/" for key in PAGES]

    found = {page: client.get(page).status_code for page in pages}

    (version,) = plan.versions.all()
    decision = stored.load_decision(version.decision)
    tried = formats.has_test(decision)
    asks = vendors.pack_of(version)
    missing = {
        page
        for page in pages
        if not tried and any(page.endswith(name) for name in ONLY_WITH_A_PILOT)
    }
    missing |= {
        page
        for page in pages
        if not formats.tests_models(decision) and page.endswith("promptfoo.yaml")
    }
    missing |= set() if asks else {page for page in pages if page.endswith("vendors.md")}
    missing -= {page for page in pages if page.endswith("/pilot/")}
    assert {
        page: status for page, status in found.items() if status not in {200, 302, 303}
    } == dict.fromkeys(missing, 404)
