"""What people type into the small forms beside a plan, without invisible characters."""

from typing import Any, override

from django import forms

from catalog.parsing import LONGEST_TYPED, clean_text


class LineField(forms.CharField):
    def __init__(self, *, label: str, most: int, missing: str, **options: Any) -> None:
        self.most = most
        widget = options.pop("widget", None) or forms.TextInput(
            attrs={"class": "input", **options.pop("attrs", {})}
        )
        errors = {"required": missing, "max_length": f"Write at most {most:,} letters here."}
        super().__init__(
            label=label, max_length=most, widget=widget, error_messages=errors, **options
        )

    @override
    def to_python(self, value: Any) -> str:
        text = clean_text(value or "")
        # What is longer is refused for that; its words as objects would take fifty times its own
        # size.
        return " ".join(text.split()) if len(text) <= LONGEST_TYPED else text


class WordsField(LineField):
    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"class": "input", "rows": rows}), **options)

    @override
    def to_python(self, value: Any) -> str:
        return clean_text(value or "")


class SmallForm(forms.Form):
    """A form that says itself what is wrong, in sentences."""

    use_required_attribute = False
