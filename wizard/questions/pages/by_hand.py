"""How each job is done today, and what people cost."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import override

from catalog.formatting import CURRENCIES, SIGNS
from catalog.parsing import Bounds, format_input, parse_minutes
from catalog.plan_costs import counts_sites
from wizard.decision.answers import USUAL_PEOPLE
from wizard.decision.guesses import GUESSES
from wizard.questions.fields import (
    ChipField,
    Choice,
    FigureField,
    MoneyField,
    rough_bounds,
    sent_values,
)
from wizard.questions.flow import Step, UsualAnswer, UsualSource
from wizard.questions.forms import PageForm, QuestionsForm, usual_of

PEOPLE = Bounds("the number of people", "12", most=Decimal(1_000_000), whole=True)


class ByHandOfJob(QuestionsForm):
    minutes_by_hand = FigureField(
        "How long does one take by hand?",
        "By hand",
        rough_bounds("the minutes for one", "20, 1.5 h or 20 to 40", 100_000),
        parse=parse_minutes,
        after="minutes",
    )
    doers = FigureField(
        "How many people do it?", "Who do it", PEOPLE, hint="0 if nobody does it today."
    )

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        work = self.case.work
        doers = UsualAnswer(values=(f"{work.doers:.0f}",), filled_in=False)
        if not work.minutes_by_hand:
            return {"doers": doers}
        minutes = format_input(Decimal(str(work.minutes_by_hand)))
        return {"minutes_by_hand": usual_of(minutes, UsualSource.JOB), "doers": doers}


class PeopleForm(QuestionsForm):
    wage_usd = MoneyField(
        "What would you pay somebody for an hour of it?",
        "An hour",
        Bounds("the cost of an hour", "32", most=Decimal(100_000)),
        zero="An hour is worth something: write what you would pay somebody for it",
    )
    currency = ChipField("Currency", "Currency", template="select")
    people = FigureField(
        "How many people work in the firm?", "People", replace(PEOPLE, least=Decimal(1))
    )

    sites = FigureField(
        "How many sites do you have?",
        "Sites",
        replace(PEOPLE, what="the number of sites", least=Decimal(1)),
        hint="Shops, houses or offices: some programs cost so much for each.",
    )

    @override
    def adapt(self) -> None:
        cases = self.situation.cases.values()
        jobs = {case.row.filed_under for case in cases}
        if not any(counts_sites(self.situation.catalog, job) for job in jobs):
            del self.fields["sites"]
        rates = self.situation.catalog.exchange_rates
        codes = dict.fromkeys(("USD", *(row.currency.value for row in rates)))
        choices = tuple(Choice(code, f"{CURRENCIES[code]} ({SIGNS[code]})") for code in codes)
        self.field("currency", ChipField).choices = choices

    @property
    @override
    def currency_code(self) -> str:
        """Return the currency that this page itself names."""
        sent = "".join(sent_values(self.data, "currency")[-1:])
        return sent if sent in self._usual_wages else super().currency_code

    @cached_property
    @override
    def usual(self) -> Mapping[str, UsualAnswer]:
        return {
            "wage_usd": usual_of(self._usual_wages[self.currency_code]),
            "currency": usual_of("USD"),
            "people": usual_of(USUAL_PEOPLE),
        }

    @cached_property
    def _usual_wages(self) -> Mapping[str, str]:
        """Our guess in each currency."""
        codes = [choice.value for choice in self.field("currency", ChipField).choices]
        usd = Decimal(GUESSES.wage_usd)
        wages = {code: usd / (self.usd_per(code) or 1) for code in codes}
        return {
            code: f"{wage.quantize(Decimal(1), ROUND_HALF_UP):f}" for code, wage in wages.items()
        }

    @override
    def stored(self) -> dict[str, str | list[str]]:
        """Leave our guess ours where only its currency was changed."""
        is_ours = self["wage_usd"].data in self._usual_wages.values()
        return super().stored() | ({"wage_usd": ""} if is_ours else {})


class ByHandPage(PageForm):
    key, step = "by-hand", Step.GOAL
    title = "How is it done today?"
    why = "The plan compares what AI costs with your own work."
    of_job = ByHandOfJob
    of_all = PeopleForm
