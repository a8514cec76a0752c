"""The demo pilot without JavaScript: lock, forty results, forty more, and a changed target that everybody sees."""

import re

import pytest

from tests.wizard.pilot.kit import SHARE_ALONE, column, planned
from tests.wizard.walker import Walker
from wizard.models import Pilot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def pasted(walker: Walker, edit_key: str, text: str) -> Walker:
    """Paste a column, look at it, and take it in."""
    walker.get(f"/plan/{edit_key}/pilot/bring/").send(pasted=text)
    assert walker.status == 200, walker.text
    take = next(form for form in walker.page.forms if form.action.endswith("/pilot/take/"))
    address = take.action
    return walker._take(walker.client.post(address, take.sent(), follow=True), address)


def test_pilot_goes_from_locked_targets_to_go_and_a_changed_target_is_marked() -> None:
    plan, edit_key = planned()
    walker = Walker()

    walker.get(f"/plan/{edit_key}/pilot/terms/").send(**SHARE_ALONE, minutes="", usd="")
    walker.get(f"/plan/{edit_key}/pilot/lock/").send()
    assert Pilot.objects.get().locked is not None
    pasted(walker, edit_key, column(37, 3))
    after_forty = walker.get(plan.get_absolute_url()).text
    pasted(walker, edit_key, column(38, 2))
    after_eighty = walker.get(plan.get_absolute_url()).text
    walker.get(f"/plan/{edit_key}/pilot/terms/").send(accepted="75")
    assert "Everybody who has the plan’s link will see this" in walker.text
    walker.send()
    changed = walker.get(plan.get_absolute_url()).text

    assert "Results without a model: test on, about 15 more" in after_forty
    assert "The target is met." in after_eighty
    marked = r"The quality target changed from 80 % to 75 % after 80 results were entered\."
    assert re.search(marked, changed)
    assert re.search(marked, walker.get(f"{plan.get_absolute_url()}history/").text)
