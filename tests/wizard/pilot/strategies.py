"""How hard the properties of the statistics look."""

import os

from hypothesis import HealthCheck, settings

ASKED = os.environ.get("EXAMPLES")

tries = settings(
    max_examples=int(ASKED or 25),
    derandomize=not ASKED,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""How hard the properties look."""
