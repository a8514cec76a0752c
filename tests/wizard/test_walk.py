"""The whole way from the start page to the permalink, by reading forms only."""

import pytest

from tests.wizard.walker import Walker
from wizard.models import Plan, PlanVersion

pytestmark = pytest.mark.django_db
pytest.importorskip("wizard.views.walk")


@pytest.fixture(autouse=True)
def _catalog(starter_release: object) -> None:
    """Publish the starter catalog."""


def test_client_that_reads_forms_lands_on_the_permalink() -> None:
    walker = Walker().get("/plan/new/")

    walker.send().walk()
    assert walker.page.heading == "Check your answers"
    walker.send()

    plan = Plan.objects.get()
    assert walker.address == f"/p/{plan.view_key}/"
    assert PlanVersion.objects.get().plan == plan
