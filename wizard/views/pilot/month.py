"""Thirty days after a test was passed: is it used, what is done again, what does it cost."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.timezone import localdate

from catalog import query
from catalog.formatting import format_number, format_rough_money
from catalog.releases import edition
from wizard.decision.measured import MonthOfUse
from wizard.pilot import context, store
from wizard.pilot.measured import JobTest, test_of, tests_of
from wizard.plans.progressing import newest_by_job
from wizard.views.keyed import sent
from wizard.views.pilot.forms import MonthForm
from wizard.views.pilot.request import PilotRequest, for_owner


@dataclass(frozen=True, kw_only=True)  # without slots: what is asked twice is worked out once
class MonthPage:
    """What a month of daily use is asked, and of which tools."""

    pilot_request: PilotRequest

    @cached_property
    def test(self) -> JobTest:
        return test_of(self.pilot_request.pilot)

    @property
    def last(self) -> MonthOfUse | None:
        """Return the month that was counted last."""
        return self.test.months[-1] if self.test.months else None

    @property
    def is_due(self) -> bool:
        begins = self.test.counted_from
        return begins is not None and begins <= localdate()

    @property
    def corrects(self) -> bool:
        return store.corrects(self.test.months, localdate())

    @cached_property
    def later(self) -> JobTest | None:
        """Return the later test of the job that counts instead; None where there is none."""
        counting = newest_by_job(tests_of(self.pilot_request.plan)).get(self.test.job)
        is_later = counting is not None and counting.number > self.test.number
        return counting if is_later else None

    @property
    def is_open(self) -> bool:
        return self.later is None and (self.is_due or self.corrects)

    @property
    def tools(self) -> dict[str, str]:
        """Return the names of the tools that may be in use."""
        names = self.test.protocol.name_of
        in_use = {*self.test.passed, *([self.last.tool] if self.last is not None else [])}
        return {tool: name for tool, name in names.items() if tool in in_use}

    @cached_property
    def planned(self) -> str:
        """Return what the plan counts with of a month; nothing where it tests this no more."""
        frame = context.frame_of(self.pilot_request.latest, self.pilot_request.pilot.job)
        if frame is None:
            return ""
        results = format_number(round(frame.basis.work.parts_in_all))
        usd = frame.basis.alone.paid_usd
        paid = format_rough_money(usd, self.pilot_request.rate)
        return f"{results} a month for {paid}" if usd else f"{results} a month"

    @cached_property
    def form(self) -> MonthForm:
        """Return the form as it was sent; else with what stands there, where that is corrected."""
        rate = self.pilot_request.rate
        return MonthForm(
            sent(self.pilot_request.request),
            tools=self.tools,
            currency=rate.currency,
            usd_per=self._usd_per,
            last=self.last if self.corrects else None,
        )

    def _usd_per(self, currency: str) -> Decimal | None:
        """Return the rate of a currency: of the plan's own the one by which it is shown again."""
        rate = self.pilot_request.rate
        if currency == rate.currency:
            return rate.usd
        catalog = edition(self.pilot_request.latest.release).catalog
        return query.usd_per(catalog, currency, localdate())


@for_owner
def month(pilot_request: PilotRequest) -> HttpResponse:
    """Ask three questions of a month of daily use, and put the answers beside the test's counts."""
    page = MonthPage(pilot_request=pilot_request)
    if not page.is_open:
        status = HTTPStatus.CONFLICT if pilot_request.bound else HTTPStatus.OK
        return pilot_request.show("month", status, page=page)
    form = page.form
    if not form.is_valid():
        return pilot_request.show("month", page=page, form=form)
    store.count_month(pilot_request.pilot, form.month(localdate()))
    return pilot_request.lead("pilot_one")
