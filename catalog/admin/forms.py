"""The forms of the desk: words to tick, references to search, a row for what was seen and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, override

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Manager
from django.forms.models import construct_instance
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog import desk
from catalog.models import DESK, DeskRow, Revision, RowState
from catalog.models.base import Author
from catalog.references import reference_problems
from catalog.registry import as_text, plain_number
from catalog.schema import group_pairs

FOUND, LONGEST_WORDS = 20, 100  # rows that words offer, where they find several; letters
MORE_WORDS = 2  # places for words beside those that are there


class WordBoxes(forms.MultipleChoiceField):
    """Words of a closed list, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other words are ticked; their order says nothing."""
        return set(initial or ()) != set(data or ())


class WordLine(forms.SelectMultiple):
    """Words of a closed list, one below the other, with places for more."""

    @override
    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return as many lists to choose from as there are words, and a few more.

        The first has the label.
        """
        chosen = [key for key in value or () if key]
        places = min(len(chosen) + MORE_WORDS, len([*self.choices]))
        lines = []
        for place in range(places):
            own = {**(attrs or {}), "aria-label": f"{name.rpartition('-')[2]}, place {place + 1}"}
            if place and "id" in own:
                own["id"] = f"{own['id']}_{place}"
            one = forms.Select(own, [("", "—"), *self.choices])
            lines.append((one.render(name, chosen[place] if place < len(chosen) else "", own),))
        return format_html_join("", "{}<br>", lines)

    @override
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the words in their order, without the places that are left empty."""
        return [key for key in super().value_from_datadict(data, files, name) or () if key]


class WordsInOrder(forms.MultipleChoiceField):
    """Words of a closed list, in an order that says something."""

    widget = WordLine

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        return [*(initial or ())] != [*(data or ())]

    @override
    def clean(self, value: Any) -> list[str]:
        """Refuse a word that stands there twice."""
        words: list[str] = super().clean(value)
        if len({*words}) < len(words):
            raise forms.ValidationError("Name each once.")
        return words


def word_boxes(field: Any) -> forms.MultipleChoiceField:
    """Return the boxes of a field with several words of a closed list.

    Where their order counts, return its lines.
    """
    ordered = field.model.kind.described[field.name].about.ordered
    boxes = WordsInOrder if ordered else WordBoxes
    return boxes(
        choices=field.base_field.choices or (),
        required=not field.blank,
        label=str(field.verbose_name).capitalize(),
        help_text=field.help_text,
    )


class Searched:
    """Rows to search for; in a browser without scripts, by words in a field of their own."""

    field: Any
    admin_site: Any

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Offer the rows that words find if no single one fits; leave out what cannot be a key.

        The empty option gets a name, as HTML asks.
        """
        keys = [key for key in value if not key or is_row_number(key)]
        named = [str(key) for words in set(value) - set(keys) for key in self._found(words)]
        groups = super().optgroups(name, [*keys, *named], attrs)  # type: ignore[misc]
        for _, options, _ in groups:
            for option in options:
                option["attrs"] |= {"label": "None"} if option["value"] == "" else {}
                if str(option["value"]) in named:
                    option["attrs"].pop("selected", None)
        return groups

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        """Name the search box for screen readers, and leave it to the server to demand a row.

        The browser cannot, since the box hides the list from it.
        """
        attrs = super().build_attrs(base_attrs, extra_attrs)  # type: ignore[misc]
        return {key: value for key, value in attrs.items() if key != "required"} | {
            "data-placeholder": "Search"
        }

    def render(self, name: str, *args: Any, **options: Any) -> SafeString:
        typed = (
            '{}<noscript><label>Another: <input name="{}-words" placeholder="Its name or '
            'slug"></label></noscript>'
        )
        return format_html(typed, super().render(name, *args, **options), name)  # type: ignore[misc]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was chosen, or the row that typed words find.

        Words that find none or several are returned in quotes.
        """
        chosen = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if not (words := data.get(f"{name}-words", "").strip()[:LONGEST_WORDS]):
            return chosen
        rows = self._found(words)
        value = str(rows[0]) if len(rows) == 1 else f"“{words}”"
        return [*chosen, value] if isinstance(chosen, list) else value

    def _found(self, words: str) -> list[int]:
        """Return the row of that slug, else the first that the search of its list finds."""
        rows, words = self.field.remote_field.model.objects.order_by("pk"), words.strip("“”")
        page = self.admin_site.get_model_admin(rows.model)
        named = rows.filter(slug=words) or page.get_search_results(None, rows, words)[0].distinct()
        return [row.pk for row in named[:FOUND]]


class Reference(Searched, AutocompleteSelect):
    """A row to search for."""


class References(Searched, AutocompleteSelectMultiple):
    """Rows to search for."""


def searched(field: Any, admin_site: Any) -> dict[str, Any]:
    """Return how a reference's form field searches for rows, and what it says if none is found."""
    words = "%({})s does not find just one row. Choose one of those it finds, or type a slug."
    widget = Reference if field.many_to_one else References
    refusals = {"invalid_choice": words.format("value"), "invalid_pk_value": words.format("pk")}
    return {"widget": widget(field, admin_site), "error_messages": refusals}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people changed to different values, and the value that both had read."""

    label: str
    before: str
    who: str
    theirs: str
    yours: str


def text_field(label: str, help_text: str, *, rows: int = 2, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **options)


class ReasonForm(forms.Form):
    """Why something is done."""

    note = text_field(
        "Why",
        "In a sentence; it stays in the history. Example: The seller’s page says so since Monday.",
        rows=3,
    )


class WhyForm(ReasonForm):
    """Why something is done, if there is anything to say."""

    note = text_field(
        "Why",
        "In a sentence, if there is anything to say. Example: It was right before.",
        required=False,
    )


class ChangeFieldForm(WhyForm):
    """Which field many rows get a value in, and once that is chosen, the value."""

    def __init__(
        self,
        *args: Any,
        fields: dict[str, str],
        name: str,
        field: forms.Field | None,
        **options: Any,
    ) -> None:
        """Offer the fields; hide the choice once it is made, and ask for the value."""
        super().__init__(*args, **options)
        self.name = name
        choice = forms.ChoiceField(
            label="Field", choices=list(fields.items()), help_text="Example: Note"
        )
        shown_fields: dict[str, forms.Field] = {"field": choice}
        if field is not None:
            choice.initial, choice.widget = name, forms.HiddenInput()
            shown_fields["value"] = field
            shown_fields["note"] = self.fields["note"]
        self.fields = shown_fields


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]  # Django’s cannot be subscripted at run time
    """A row's form: it knows who writes and which change was read.

    It keeps the order of words that nobody touched.
    """

    why = text_field(
        "Why",
        "What you changed and why, for the history. Example: The price page says so since Monday.",
        required=False,
    )
    seen = forms.IntegerField(
        label="Change you read",
        min_value=0,
        widget=forms.HiddenInput,
        help_text="The newest change when the page was opened. Example: 3",
    )

    author: Author = None
    correcting = False

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer only the states that the writer may set, and remember which change was read."""
        super().__init__(*args, **options)
        row = self.instance
        self.conflicts: list[Conflict] = []
        self.merged: dict[
            str, str
        ] = {}  # label of a field → who changed it while this form was open
        self._changed: bool | None = None  # known only where somebody else saved meanwhile
        if "seen" in self.fields:
            self.initial["seen"] = desk.number_of(row) if row.pk else 0
        if "why" in self.fields and self.correcting:
            self.fields["why"].required = True
            self.fields[
                "why"
            ].help_text = (
                "What was wrong, in a sentence. Example: I had typed the price of a cached token."
            )
        if isinstance(self.fields.get("slug"), forms.CharField) and not row.pk:
            self.fields["slug"].required = False
            words = self.fields["slug"].help_text
            self.fields["slug"].help_text = f"Leave it empty, and it is made of the name. {words}"
        if "state" in self.fields:
            states = states_for(
                self.author, row.state, *(revision.state for revision in self._since()[:1])
            )
            self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]

    @override
    def clean(self) -> dict[str, Any]:
        """Put the words that were there first, in their order.

        Merge with what somebody else saved meanwhile.
        """
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, WordBoxes) and name in cleaned:
                ticked, before = cleaned[name], self.initial.get(name) or []
                cleaned[name] = [word for word in before if word in ticked]
                cleaned[name] += [word for word in ticked if word not in before]
        if "slug" in self.fields and not cleaned.get("slug") and not self.instance.pk:
            row = construct_instance(
                self, type(self.instance)(), [name for name in cleaned if name != "slug"]
            )
            cleaned["slug"] = row.made_slug()
        self._check_references(cleaned)
        if self.instance.pk and "seen" in cleaned:
            try:
                desk.refuse_stale(self.instance, cleaned["seen"])
            except desk.StaleError as stale:
                self._merge(cleaned, stale)
        return cleaned

    def _check_references(self, cleaned: dict[str, Any]) -> None:
        """Refuse a text that refers to a row missing on the desk, or in an unreadable form."""
        for name, field in self.instance.kind.described.items():
            if field.about.references and isinstance(cleaned.get(name), str):
                for problem in reference_problems(cleaned[name], _is_on_desk):
                    self.add_error(name, problem)

    def _since(self) -> list[Revision]:
        """Return what the writer had read, and what was saved since, the oldest first."""
        seen = str(self.data.get(self.add_prefix("seen"), ""))
        return (
            desk.since(self.instance, int(seen)) if self.instance.pk and is_row_number(seen) else []
        )

    def _merge(self, cleaned: dict[str, Any], stale: desk.StaleError) -> None:
        """Take over the fields that only others changed.

        Refuse to save where both changed the same field.
        """
        read, saved = self._since()[:1], self._since()[1:]
        if not read or not saved:
            self.add_error(None, str(stale))
            return
        base, latest = read[0], saved[-1]
        self.instance.refresh_from_db()
        self._changed = False
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("seen")] = str(latest.number)
        for name, field in self.fields.items():
            if name not in cleaned or (name != "state" and name not in self.instance.kind.fields):
                continue
            before, theirs, yours = _value(base, name), _value(latest, name), _text(cleaned[name])
            self._changed = self._changed or yours != before
            if theirs in {before, yours}:
                continue
            who = _last_author([base, *saved], name)
            if yours == before:
                self.merged[str(field.label)] = who
                self._take_over(name, field, cleaned, data)
            else:
                self.conflicts.append(Conflict(str(field.label), before, who, theirs, yours))
        # Whoever has compared both may save once more; theirs stays in the history.
        self.data = data
        if self.conflicts:
            self.add_error(None, str(stale))

    def _take_over(
        self, name: str, field: forms.Field, cleaned: dict[str, Any], data: QueryDict
    ) -> None:
        """Give a field the value that the row has by now, in what is saved and in what is shown."""
        value = getattr(self.instance, name)
        cleaned[name] = value.all() if isinstance(value, Manager) else value
        shown, place = field.prepare_value(cleaned[name]), self.add_prefix(name)
        data.pop(place, None)
        if isinstance(shown, list | tuple):
            data.setlist(place, [str(getattr(row, "pk", row)) for row in shown])
        elif shown is not None and shown is not False:
            data[place] = "on" if shown is True else as_text(shown)

    @property
    def merged_words(self) -> str:
        """Return in a sentence which fields hold what others wrote while this form was open."""
        labels = group_pairs((author, label) for label, author in self.merged.items())
        return " ".join(
            f"{who} changed {', '.join(changed)} while you had this row open; that stays."
            for who, changed in labels.items()
        )

    @property
    def touched(self) -> bool:
        """Tell whether anything but the reason was typed.

        A published row that nobody touched stays published.
        """
        if self._changed is not None:
            return self._changed
        return self.instance.pk is None or bool(set(self.changed_data) - {"why", "seen"})

    def links(self) -> dict[str, list[int]]:
        """Return the several references that were chosen, for the write service."""
        return {
            name: [row.pk for row in value]
            for name, value in self.cleaned_data.items()
            if isinstance(self.fields[name], forms.ModelMultipleChoiceField)
        }


def _is_on_desk(kind: str, slug: str) -> bool:
    """Tell whether the desk has a row that was not taken out."""
    rows: Any = DESK[kind].objects
    present: bool = rows.filter(slug=slug).exclude(state=RowState.WITHDRAWN.value).exists()
    return present


def states_for(author: Author, *now: str) -> list[RowState]:
    """Return the states that a row may be given in its form, and the one it has.

    Taking a row out is an act of its own.
    """
    offered = {RowState.DRAFT, RowState.REVIEW} | (
        {RowState.PUBLISHED} if desk.publishes_own(author) else set()
    )
    return [state for state in RowState if state in offered or state.value in now]


def is_row_number(value: Any) -> bool:
    """Tell whether a text could be the number of a row."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) < 19  # noqa: PLR2004  # digits of a bigint


def _value(revision: Revision, name: str) -> str:
    """Return a field of a revision as `_text` returns what was typed."""
    return revision.state if name == "state" else _text(getattr(revision.fact, name))


def _text(value: Any) -> str:
    """Return a value as one text, the same for what was typed and what was saved."""
    if isinstance(value, DeskRow):
        return value.natural_key()[0]
    if isinstance(value, Decimal):
        return str(plain_number(value))
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return as_text(value).replace("\r\n", "\n").strip()
    return ", ".join(sorted(map(_text, value)))


def _last_author(revisions: Sequence[Revision], name: str) -> str:
    """Return who changed a field last, in a row’s revisions from the oldest on."""
    changes = [
        after
        for before, after in pairwise(revisions)
        if _value(before, name) != _value(after, name)
    ]
    author = changes[-1].author if changes else None
    return author.get_username() if author else "Somebody"
