"""The context processor: where a plan is started, seen and found again.

Pages of the catalog lead there too.
"""

from django.http import HttpRequest
from django.urls import reverse


def starting_points(request: HttpRequest) -> dict[str, str]:  # noqa: ARG001  # every context processor takes one
    """Return variables of every template."""
    return {
        "start_plan": reverse("wizard:new"),
        "example_plans": reverse("wizard:examples"),
        "own_plans": reverse("wizard:mine"),
    }
