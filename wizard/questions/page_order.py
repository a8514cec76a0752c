"""The pages in the order of asking: ten before the plan, and four on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog.schema import Catalog
from wizard.questions.fields import QuestionField
from wizard.questions.flow import Journey, Page, Sending, Stop, StoredPages, travel, travel_on
from wizard.questions.forms import PageForm, SentFields, about_of
from wizard.questions.pages.amounts import AmountsPage
from wizard.questions.pages.by_hand import ByHandPage
from wizard.questions.pages.choice import ChoicePage
from wizard.questions.pages.decisions import DecisionsPage
from wizard.questions.pages.language import LanguagePage
from wizard.questions.pages.limit import LimitPage
from wizard.questions.pages.material import MaterialPage
from wizard.questions.pages.mistakes import MistakesPage
from wizard.questions.pages.pilot import PilotPage
from wizard.questions.pages.scale import ScalePage
from wizard.questions.pages.software import SoftwarePage
from wizard.questions.pages.tune import BRIEF, TunePage
from wizard.questions.pages.use import UsePage
from wizard.questions.pages.what import WhatPage

FORMS: tuple[type[PageForm], ...] = (
    WhatPage,
    AmountsPage,
    ByHandPage,
    MistakesPage,
    DecisionsPage,
    MaterialPage,
    LanguagePage,
    SoftwarePage,
    UsePage,
    LimitPage,
    ChoicePage,
    PilotPage,
    TunePage,
    ScalePage,
)
PAGES = tuple(
    Page(
        key=form.key,
        step=form.step,
        title=form.title,
        why=form.why,
        ask=form,
        applies=form.applies,
        on_plan=form.on_plan,
    )
    for form in FORMS
)
WHAT = PAGES[0]
_UP_TO = {page.key: PAGES[: place + 1] for place, page in enumerate(PAGES)}
_FORMS = {form.key: form for form in FORMS}


def journey_of(
    stored: object, catalog: Catalog, on: date, pages: Sequence[Page] = PAGES
) -> Journey:
    """Return the way that stored answers make today; `Journey.answers` is what the rules read."""
    return travel(stored, catalog, on, pages)


def pages_up_to(key: str) -> Sequence[Page]:
    """Return the pages up to the one of that key; all where there is none."""
    return _UP_TO.get(key, PAGES)


def journey_from(journey: Journey, stop: Stop, fields: SentFields, stored: StoredPages) -> Journey:
    """Return the same way with other answers on the page of one stop."""
    return travel_on(journey, stop, {**stored, stop.page.key: fields}, PAGES)


def form_of(stop: Stop, data: SentFields, sending: Sending) -> PageForm:
    """Return a page with what was sent, or with what is stored for it."""
    return _FORMS[stop.page.key](stop.situation, data, sending)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyQuestion:
    """A question, wherever it is asked."""

    page: type[PageForm]
    name: str
    of_job: bool
    field: QuestionField

    @property
    def fills(self) -> str:
        """Return the field of `Job` or `Answers` that it fills, alone or with others."""
        return "brief" if self.name.startswith(BRIEF) else self.name

    @property
    def about(self) -> str:
        """Return the name by which editors word it."""
        return about_of(self.name, of_job=self.of_job)


def all_questions() -> Iterator[AnyQuestion]:
    """Yield every question once, in the order of asking."""
    for page in FORMS:
        for form, of_job in ((page.of_job, True), (page.of_all, False)):
            for name, field in form.base_fields.items() if form is not None else ():
                if isinstance(field, QuestionField):
                    yield AnyQuestion(page=page, name=name, of_job=of_job, field=field)
