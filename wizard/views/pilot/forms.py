"""The forms of a pilot: one result, whose fields follow from the table of metrics, and cases."""

from typing import Any, override

from django import forms

from catalog.formatting import currency_name
from config.budget import Budget, WrongFileError
from wizard.colleagues.typed import LineField, SmallForm
from wizard.pilot.cases import CasePair, read_cases
from wizard.pilot.metrics import METRICS, Metric, MetricKind
from wizard.pilot.tables import TABLE, Found, ResultRow, read_row
from wizard.views.pilot.request import ONE_AT_A_TIME, PilotRequest

LONGEST_WHY, LONGEST_TYPED = 200, 60
CHOICES = (("yes", "Yes"), ("no", "No"), ("same", "No difference"), ("", "Not judged"))


def typed_field(
    label: str, most: int = LONGEST_TYPED, *, wide: bool = False, hint: str = ""
) -> LineField:
    attrs = {"class": "input" if wide else "input input-short", "autocomplete": "off"}
    return LineField(
        label=label, most=most, missing="", required=False, help_text=hint, attrs=attrs
    )


class ResultForm(SmallForm):
    """One result, with a field for each metric: of which case and model it is, or why it is corrected. `row` holds it."""

    row: ResultRow

    def __init__(
        self, asked: PilotRequest, *args: Any, corrects: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        if not corrects:
            models, widget = (
                list(asked.protocol.name_of.items()),
                forms.Select(attrs={"class": "input select"}),
            )
            self.fields["model"] = forms.ChoiceField(label="Model", choices=models, widget=widget)
        for metric in METRICS:
            self.fields[metric.slug] = self._field(metric)
        if corrects:
            self.fields["why"] = typed_field(
                "Why", LONGEST_WHY, wide=True, hint="Such as: a slip of the finger."
            )
        else:
            self.fields["number"] = typed_field(
                "Case", hint="The same number for both models. Empty: the next one."
            )

    def _field(self, metric: Metric) -> forms.Field:
        if metric.kind is MetricKind.AMOUNT:
            unit = (
                f", in {currency_name(self.asked.money.currency)}" if metric.slug == "usd" else ""
            )
            return typed_field(f"{metric.label}{unit}", hint=metric.hint)
        choices = [
            each for each in CHOICES if each[0] != "same" or metric.kind is MetricKind.CHOICE
        ]
        return forms.ChoiceField(
            label=metric.label, choices=choices, required=False, widget=forms.RadioSelect
        )

    @override
    def clean(self) -> None:
        cells = {name: str(value) for name, value in self.cleaned_data.items() if name != "why"}
        self.row, problems = read_row(0, cells, self.asked.money)
        for name, problem in problems.items():
            self.add_error(name, problem)
        if not self.row.values and not self.errors:
            self.add_error(METRICS[0].slug, "Say how it went: yes or no, minutes, or cost")


class CasesForm(SmallForm):
    """Cases, typed or as a file. `found` holds those that were read, and those that cannot be taken."""

    found: Found[CasePair] = Found()
    cases = forms.CharField(
        label="The cases, a blank line between two",
        help_text="What you would put to the tool. Leave out names that it must not see.",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 8}),
    )
    file = forms.FileField(
        label="Or a sheet, CSV or XLSX",
        help_text="Columns: Case, Facts (what a right answer rests on); if you have them already, Answer A and Answer B.",
        required=False,
        widget=forms.FileInput(
            attrs={"class": "input", "accept": ".xlsx,.csv,.tsv,.txt,text/csv,text/plain"}
        ),
    )

    def __init__(self, names: tuple[str, ...], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = names

    @override
    def clean(self) -> None:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("cases", "")
        budget = Budget(TABLE)
        try:
            with ONE_AT_A_TIME:
                self.found = read_cases(budget.read(file) if file else text, self.names, budget)
        except WrongFileError as refused:
            self.add_error("file" if file else "cases", str(refused))
        if self.found.trouble:
            self.add_error("cases", self.found.trouble)
