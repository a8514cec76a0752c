"""The forms of a pilot: its cases, and what a month of daily use counted."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError

from catalog.formatting import format_day, format_money
from catalog.parsing import Bounds, format_input, parse_money, parse_number
from config.budget import Budget, WrongFileError
from wizard.colleagues.typed import LineField, SmallForm
from wizard.decision.measured import MonthOfUse
from wizard.pilot.cases import NO_CASE, CasePair, read_cases
from wizard.pilot.tables import TABLE, Found
from wizard.questions.fields import taken
from wizard.views.pilot.request import ONE_AT_A_TIME


class CasesForm(SmallForm):
    """Cases, typed or as a file.

    `found` holds those that were read, and those that cannot be taken.
    """

    found: Found[CasePair] = Found()
    cases = forms.CharField(
        label="The cases, a blank line between two",
        help_text="What you would put to the tool. Leave out names that it must not see.",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 8, "dir": "auto"}),
    )
    file = forms.FileField(
        label="Or a sheet, CSV or XLSX",
        help_text=(
            "Columns: Case, Facts (what a right answer rests on); if you have them already, "
            "Answer A and Answer B."
        ),
        required=False,
        widget=forms.FileInput(
            attrs={"class": "input", "accept": ".xlsx,.csv,.tsv,.txt,text/csv,text/plain"}
        ),
    )

    @override
    def clean(self) -> None:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("cases", "")
        try:
            with ONE_AT_A_TIME:
                self.found = read_cases(Budget(TABLE).read(file) if file else text)
        except WrongFileError as refused:
            self.add_error("file" if file else "cases", str(refused))
            return
        if not self.found.rows:
            self.add_error("cases", NO_CASE)


LONGEST_FIGURE = 40
RESULTS = Bounds("how many", "118", most=Decimal(10_000_000), whole=True)
REDONE = Bounds("how many were done again", "9", most=Decimal(10_000_000), whole=True)
PAID = Bounds("what it cost", "29 or 29.90", most=Decimal(10_000_000))


class MonthForm(SmallForm):
    """Three questions of a month of daily use; a fourth where two tools passed."""

    results = LineField(
        label="How many did it make in the last 30 days?",
        most=LONGEST_FIGURE,
        missing="Write how many it made, 0 if nobody used it.",
        attrs={"inputmode": "numeric"},
    )
    redone = LineField(
        label="How many of them had to be done again?",
        help_text="Those that nobody could use as they were, whoever noticed.",
        most=LONGEST_FIGURE,
        missing="Write how many had to be done again, 0 if none.",
        attrs={"inputmode": "numeric"},
    )
    paid = LineField(
        label="What did it cost in these 30 days?",
        help_text="As the bill says. If you pay for each result, this replaces our price.",
        most=LONGEST_FIGURE,
        missing="Write what it cost, 0 if nothing was paid.",
        attrs={"inputmode": "decimal"},
    )

    def __init__(
        self,
        sent: Mapping[str, Any] | None,
        *,
        tools: Mapping[str, str],
        currency: str,
        usd_per: Callable[[str], Decimal | None],
        last: MonthOfUse | None,
    ) -> None:
        initial = _typed(last, usd_per(currency)) if last is not None else None
        super().__init__(sent, initial=initial)
        if last is not None:
            days = f"the 30 days to {format_day(last.on)}"
            self.fields["results"].label = f"How many did it make in {days}?"
            self.fields["paid"].label = f"What did it cost in {days}?"
        self.tools, self.currency, self.usd_per = tools, currency, usd_per
        if len(tools) > 1:
            self.fields["tool"] = forms.ChoiceField(
                label="Which of them do you use?",
                choices=[*tools.items()],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose which one you use."},
            )

    def clean_results(self) -> int:
        return int(taken(parse_number(self.cleaned_data["results"], RESULTS)))

    def clean_redone(self) -> int:
        redone = int(taken(parse_number(self.cleaned_data["redone"], REDONE)))
        if redone > self.cleaned_data.get("results", redone):
            raise ValidationError("Write no more than it made.")
        return redone

    def clean_paid(self) -> float:
        amount = taken(parse_money(self.cleaned_data["paid"], PAID, self.currency))
        rate = self.usd_per(amount.currency)
        if rate is None:
            raise ValidationError("Write what it cost in the currency of your plan.")
        usd = (amount.low + amount.high) / 2 * rate
        if usd > PAID.most:
            raise ValidationError(f"Write at most {format_money(PAID.most)}, in any currency.")
        return float(usd)

    def month(self, on: date) -> MonthOfUse:
        """Return what was sent, as it goes on record."""
        sent = self.cleaned_data
        return MonthOfUse(
            tool=sent.get("tool") or next(iter(self.tools)),
            on=on,
            results=sent["results"],
            redone=sent["redone"],
            paid_usd=sent["paid"],
        )


def _typed(month: MonthOfUse, usd: Decimal | None) -> dict[str, str]:
    """Return a month as it would be typed, its money in the plan's currency."""
    paid = Decimal(repr(month.paid_usd)) / (usd or 1)
    return {
        "tool": month.tool,
        "results": str(month.results),
        "redone": str(month.redone),
        "paid": format_input(round(paid, 2)),
    }
