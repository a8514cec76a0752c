"""What publishing is looked at with: a release, golden plans, three plans of a garden shop."""

from django.db.models import F
from django.utils.timezone import localdate

from catalog import desk, releases
from catalog.models import Cell, Price
from wizard.models import GoldenPlan, PlanVersion
from wizard.plans import drafts, versions
from wizard.plans.examples import find
from wizard.publishing import golden

GOLDEN = {
    "garden-shop",
    "law-office",
    "software-firm",
}  # each is decided on two catalogs whenever the page opens


def with_plans() -> list[tuple[PlanVersion, str]]:
    """Publish what is on the desk, and return three plans of a shop with their edit keys."""
    releases.publish(author=None, note="First.")
    GoldenPlan.objects.bulk_create(row for row in golden.starters() if row.slug in GOLDEN)
    shop = find("garden-shop")
    assert shop is not None
    found = []
    for _ in range(3):
        plan, edit_key = drafts.start(dict(shop.answers))
        found.append((versions.make(plan, releases.current(), localdate()), edit_key))
    return found


def turn_the_shop(reason: str) -> None:
    """Let what the shop would take for its photos cost 400 times as much.

    A cell of the matrix says no.
    """
    Price.objects.filter(app_plan__slug="mokker-starter").update(amount=F("amount") * 400)
    cell = Cell.objects.get(use_case__slug="product-description", branch="language")
    cell.fit, cell.reason = "no", reason
    desk.write(cell, author=None)
