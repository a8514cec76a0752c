"""The form of cases."""

from typing import override

from django import forms

from config.budget import Budget, WrongFileError
from wizard.colleagues.typed import SmallForm
from wizard.pilot.cases import NO_CASE, CasePair, read_cases
from wizard.pilot.tables import TABLE, Found
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
        budget = Budget(TABLE)
        try:
            with ONE_AT_A_TIME:
                self.found = read_cases(budget.read(file) if file else text, budget)
        except WrongFileError as refused:
            self.add_error("file" if file else "cases", str(refused))
            return
        if not self.found.rows:
            self.add_error("cases", NO_CASE)
