"""The matrix as a grid: rows are use cases, columns are branches, a cell opens a small form and is saved by itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any, override

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q

from catalog.admin.forms import DeskForm
from catalog.models import Cell, Industry, Source, State, UseCase
from catalog.vocabulary import Branch, Fit

NEW, CORRECTION = "new", "correction"


class SourceInput(forms.TextInput):
    """A source by its title, found in the page's list of sources while it is typed; works without a script."""

    @override
    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Point to the list."""
        return super().get_context(name, value, {**(attrs or {}), "list": "sources", "autocomplete": "off"})


class SourceField(forms.CharField):
    """A source, named by title or slug."""

    widget = SourceInput

    @override
    def clean(self, value: Any) -> Any:
        """Return the source that was named."""
        words = super().clean(value)
        found = list(Source.objects.filter(Q(title__iexact=words) | Q(slug=words)).order_by("slug")[:2])
        if not found:
            raise forms.ValidationError(
                f"No source is called “{words}”. Choose one from the list, or add it first and come back."
            )
        if len(found) > 1:
            slugs = " or ".join(source.slug for source in found)
            raise forms.ValidationError(f"Several sources are called so. Write its slug instead: {slugs}.")
        return found[0]

    @override
    def prepare_value(self, value: Any) -> Any:
        """Show the title."""
        return value.title if isinstance(value, Source) else value


class CellForm(DeskForm):
    """One cell, small: the answer, why, on what condition, who says so, and when to look again."""

    source = SourceField(
        label="Source",
        help_text="Type a part of its title, and choose. “Editor’s judgement” if it is ours, “No source named” if there "
        "is none.",
    )
    what = forms.ChoiceField(
        label="If you changed the answer",
        required=False,
        choices=[
            (NEW, "It is new from the day of the source on"),
            (CORRECTION, "The old one was never true: a correction"),
        ],
        widget=forms.RadioSelect,
        help_text="A new answer ends the old one on its day. A correction needs a reason.",
    )

    class Meta:
        """Which fields, and how they are asked for."""

        model = Cell
        fields = ("fit", "reason", "condition", "disputed", "as_of", "review_by", "state")
        widgets = {
            "fit": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
            "condition": forms.Textarea(attrs={"rows": 2}),
            "disputed": forms.Textarea(attrs={"rows": 2}),
            "as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "review_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    field_order = (
        "fit",
        "what",
        "reason",
        "condition",
        "disputed",
        "source",
        "as_of",
        "review_by",
        "state",
        "why",
        "seen",
    )

    def __init__(self, *args: Any, author: User, published: bool, **options: Any) -> None:
        """Ask what a changed answer is only where readers have the old one."""
        self.author = author
        super().__init__(*args, **options)
        self.published = published
        self.fields["fit"].choices = Fit.choices()  # type: ignore[attr-defined]  # without an empty one
        self.fields["why"].widget.attrs["rows"] = 2
        if self.instance.source_id:
            self.initial["source"] = self.instance.source.title
        if not published:
            del self.fields["what"]

    @override
    def clean(self) -> dict[str, Any]:
        """Make sure that a changed answer is dated or explained."""
        cleaned = super().clean()
        if self.published and self.instance.pk and cleaned.get("fit", self.instance.fit) != self.instance.fit:
            self._date_or_explain(cleaned, self.instance.as_of)
        return cleaned

    def _date_or_explain(self, cleaned: dict[str, Any], since: date) -> None:
        if not cleaned.get("what"):
            self.add_error("what", "Say whether the answer is new from a day on, or corrects a mistake.")
        elif cleaned["what"] == CORRECTION and not cleaned.get("why", "").strip():
            self.add_error("why", "Say what was wrong, in a sentence. It stays in the history.")
        elif cleaned["what"] == NEW and cleaned.get("as_of") and cleaned["as_of"] <= since:
            self.add_error("as_of", f"The old answer holds since {since:%-d %b %Y}. A new one starts after that day.")

    def _post_clean(self) -> None:
        """Give the row its source, which the form reads by title."""
        if "source" in self.cleaned_data:
            self.instance.source = self.cleaned_data["source"]
        super()._post_clean()  # type: ignore[misc]  # Django's own hook

    @property
    def is_correction(self) -> bool:
        """Tell whether the writer says that the old answer was never true."""
        return self.cleaned_data.get("what") == CORRECTION


class GridFilter(forms.Form):
    """Which rows of the matrix are shown."""

    industry = forms.ModelChoiceField(
        Industry.objects.order_by("name", "slug"), required=False, to_field_name="slug", empty_label="All"
    )
    state = forms.ChoiceField(choices=[("", "All"), *State.choices()], required=False)
    overdue = forms.BooleanField(label="due for a look", required=False)
    disputed = forms.BooleanField(label="disputed", required=False)


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of the grid; without a row of the desk nobody has answered yet."""

    case: UseCase
    branch: Branch
    cell: Cell | None
    on: date

    @property
    def name(self) -> str:
        """Return the id of its place on the page."""
        return f"cell-{self.case.slug}-{self.branch.value}"

    @property
    def fit(self) -> str:
        """Return the word of the answer, “none” where nobody has answered."""
        return self.cell.fit if self.cell else "none"

    @property
    def label(self) -> str:
        """Return the answer as people read it."""
        return Fit(self.cell.fit).label if self.cell else "No answer yet"  # type: ignore[call-arg]  # the enum's own look-up

    @property
    def overdue(self) -> bool:
        """Tell whether somebody should have looked again."""
        return bool(self.cell and self.cell.review_by and self.cell.review_by < self.on)

    @property
    def marks(self) -> list[str]:
        """Return what sets this cell apart, in words."""
        if self.cell is None:
            return []
        state = "" if self.cell.state == State.PUBLISHED.value else self.cell.get_state_display().lower()
        found = (
            state,
            "disputed" if self.cell.disputed else "",
            "locked" if self.cell.locked else "",
            "due for a look" if self.overdue else "",
        )
        return [mark for mark in found if mark]

    def passes(self, chosen: dict[str, Any]) -> bool:
        """Tell whether the cell itself is what the filter looks for."""
        cell = self.cell
        return (
            (not chosen.get("state") or (cell is not None and cell.state == chosen["state"]))
            and (not chosen.get("overdue") or self.overdue)
            and (not chosen.get("disputed") or bool(cell and cell.disputed))
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the grid."""

    case: UseCase
    squares: tuple[Square, ...]


def lines(chosen: dict[str, Any], on: date) -> list[Line]:
    """Return the rows of the grid that pass a filter, by industry and name, in two queries."""
    cases = UseCase.objects.select_related("industry").order_by("industry__name", "industry__slug", "name", "slug")
    if chosen.get("industry"):
        cases = cases.filter(industry=chosen["industry"])
    cells = {(cell.use_case_id, cell.branch): cell for cell in Cell.objects.order_by("pk")}
    found = (
        Line(case, tuple(Square(case, branch, cells.get((case.pk, branch.value)), on) for branch in Branch))
        for case in cases
    )
    return [line for line in found if any(square.passes(chosen) for square in line.squares)]


def source_titles() -> list[tuple[str, str]]:
    """Return title and publisher of every source that may be named, ours first."""
    rows = Source.objects.exclude(state=State.WITHDRAWN.value).order_by("title", "slug")
    return list(rows.values_list("title", "publisher"))
