"""What pages of questions sent, in the questions' own words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catalog.schema import Catalog
from wizard.questions.pages import journey_of

__all__ = ["journey_of", "lines_of"]


def lines_of(answers: Mapping[str, Any], catalog: Catalog, on: date) -> dict[str, str]:
    """Return what was answered by the question's short words, in the order of asking."""
    journey = journey_of(answers, catalog, on)
    return {}
