"""A page of questions is worked out and drawn in a few milliseconds of this machine's processor."""

import pytest
from django.template.loader import render_to_string

from tests.support import starter_catalog
from tests.wizard.questions.cases import ON, stored
from tests.wizard.questions.test_pages import continued
from tests.wizard.questions.timing import least_ms
from wizard.questions.flow import Sending
from wizard.questions.page_order import form_of, journey_of
from wizard.questions.pages.what import WhatPage

MOST_MS = 8.0  # 3.3 alone, 5.8 beside another that works on the same core


@pytest.mark.parametrize("key", ["what", "amounts", "mistakes", "material", "software"])
def test_page_is_drawn_in_time(key: str) -> None:
    catalog = starter_catalog()
    journey = journey_of(stored("support-email-reply"), catalog, ON)
    stop = next(row for row in journey.stops if row.page.key == key)

    def draw() -> None:
        form = form_of(stop, stop.fields, Sending.STORED)
        if isinstance(form, WhatPage):
            form.search("Write speeches", ())
        render_to_string("wizard/questions/fields.html", {"form": form})

    assert least_ms(draw) < MOST_MS


def test_whole_way_is_worked_out_in_time() -> None:
    catalog = starter_catalog()
    kept = {stop.page.key: stop.fields for stop in continued("support-email-reply", catalog=catalog).stops}  # fmt: skip

    assert least_ms(lambda: journey_of(kept, catalog, ON)) < MOST_MS
