"""The forms of the desk: words to tick, references to search for, and a row that says what was seen and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, override

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import QueryDict

from catalog import desk
from catalog.differences import shown
from catalog.models import DeskRow, Revision, State

if TYPE_CHECKING:
    Form = forms.ModelForm[Any]
else:
    Form = forms.ModelForm


class Words(forms.MultipleChoiceField):
    """Words of a closed list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other words are ticked; their order says nothing."""
        return set(initial or ()) != set(data or ())


class Searched:
    """What both widgets below show again of what was sent: keys of rows; Django's own fail at anything else."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Leave out what cannot be a key."""
        return super().optgroups(name, [each for each in value if not each or _is_number(each)], attrs)  # type: ignore[misc]


def _is_number(text: Any) -> bool:
    try:
        int(str(text))
    except ValueError:
        return False
    return True


class Reference(Searched, AutocompleteSelect):
    """A row to search for; the empty field has words too, without which a screen reader hears no name."""

    @override
    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Say what to do with the empty field."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": "Search"}


class References(Searched, AutocompleteSelectMultiple):
    """Rows to search for."""

    @override
    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Say what to do with the empty field."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": "Search"}


@dataclass(frozen=True, slots=True)
class Both:
    """One field of a row that two people wrote at once."""

    label: str
    theirs: str
    yours: str


class ReasonForm(forms.Form):
    """Why something is done."""

    note = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="In a sentence; it stays in the history. Example: The seller’s page says so since Monday.",
    )


class WhyForm(ReasonForm):
    """Why something is done, if there is anything to say."""

    note = forms.CharField(
        label="Why",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="In a sentence, if there is anything to say. Example: It was right before.",
    )


class DeskForm(Form):
    """A row's form: it knows who writes, which change was read, and keeps the order of words that nobody touched."""

    why = forms.CharField(
        label="Why",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="What you changed and why, for the history. Example: The price page says so since Monday.",
    )
    seen = forms.IntegerField(
        label="Change you read",
        min_value=0,
        widget=forms.HiddenInput,
        help_text="The newest change when the page was opened. Example: 3",
    )

    author: User | None = None
    correcting = False

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer only the states that the writer may set, and remember which change was read."""
        super().__init__(*args, **options)
        row = self.instance
        self.stale: Revision | None = None
        if "seen" in self.fields:
            self.initial["seen"] = desk.number_of(row) if row.pk else 0
        if "why" in self.fields and self.correcting:
            self.fields["why"].required = True
            self.fields[
                "why"
            ].help_text = "What was wrong, in a sentence. Example: I had typed the price of a cached token."
        if "state" in self.fields:
            states = states_for(self.author, row)
            self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]
            if row.state not in states:
                self.initial["state"] = State.DRAFT.value

    @override
    def clean(self) -> dict[str, Any]:
        """Put the words that were there first, in the order they had; refuse to overwrite what nobody here has read."""
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, Words) and name in cleaned:
                ticked, before = cleaned[name], self.initial.get(name) or []
                cleaned[name] = [word for word in before if word in ticked]
                cleaned[name] += [word for word in ticked if word not in before]
        if self.instance.pk and "seen" in cleaned:
            self._refuse_stale(cleaned["seen"])
        return cleaned

    def _refuse_stale(self, seen: int) -> None:
        try:
            desk.refuse_stale(self.instance, seen)
        except desk.StaleError as stale:
            self.add_error(None, str(stale))
            self.stale = stale.latest
            # Whoever has looked at both may save again; theirs stays in the history.
            number = stale.latest.number if stale.latest else 0
            typed = QueryDict(mutable=True)
            typed.update(self.data)
            typed["seen"] = str(number)
            self.data = typed

    @property
    def both(self) -> list[Both]:
        """Return the fields in which what was typed differs from what somebody else saved meanwhile."""
        if self.stale is None:
            return []
        fact = self.stale.fact
        pairs = [
            Both(str(field.label), shown(getattr(fact, name)), _typed(self.cleaned_data.get(name)))
            for name, field in self.fields.items()
            if name in self.instance.kind.fields
        ]
        return [pair for pair in pairs if pair.theirs != pair.yours]

    @property
    def touched(self) -> bool:
        """Tell whether anything but the reason was typed; a published row that nobody touched stays published."""
        return self.instance.pk is None or bool(set(self.changed_data) - {"why", "seen"})

    def links(self) -> dict[str, list[int]]:
        """Return the several references that were chosen, for the desk room."""
        return {
            name: [row.pk for row in value]
            for name, value in self.cleaned_data.items()
            if isinstance(self.fields[name], forms.ModelMultipleChoiceField)
        }


def states_for(author: User | None, row: DeskRow) -> list[State]:
    """Return the states that somebody may give a row in its form; taking out is an act of its own."""
    states = [State.DRAFT, State.REVIEW]
    if desk.may_publish(author):
        states.append(State.PUBLISHED)
        if row.state == State.WITHDRAWN.value:
            states.append(State.WITHDRAWN)
    return states


def _typed(value: Any) -> str:
    if isinstance(value, DeskRow):
        return value.natural_key()[0]
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return shown(value)
    return ", ".join(each.natural_key()[0] if isinstance(each, Model) else str(each) for each in value)  # type: ignore[attr-defined]
