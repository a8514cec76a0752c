"""What people type into the small forms beside a plan: their words, without what no reader could see."""

import re
import unicodedata
from typing import Any, override

from django import forms

# Characters that change the direction of text, with which one name could be made to look like another.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_BLANK = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}


def line(text: str) -> str:
    """Return what was typed as one line; nothing where nobody would see anything."""
    return _SPACE.sub(" ", words(text)).strip()


def words(text: str) -> str:
    """Return what was typed, its line breaks alike; nothing where nobody would see anything."""
    alike = _TURNING.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    allowed = "".join(char for char in alike if char in "\n\t" or unicodedata.category(char) != "Cc").strip()
    return allowed if any(unicodedata.category(char) not in _BLANK for char in allowed) else ""


class LineField(forms.CharField):
    def __init__(self, *, label: str, most: int, missing: str, **options: Any) -> None:
        self.most = most
        widget = options.pop("widget", None) or forms.TextInput(attrs={"class": "input", **options.pop("attrs", {})})
        errors = {"required": missing, "max_length": f"Write at most {most:,} letters here."}
        super().__init__(label=label, max_length=most, widget=widget, error_messages=errors, **options)

    @override
    def to_python(self, value: Any) -> str:
        return line(value or "")


class WordsField(LineField):
    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"class": "input", "rows": rows}), **options)

    @override
    def to_python(self, value: Any) -> str:
        return words(value or "")


class SmallForm(forms.Form):
    """A form that says itself what is wrong, in sentences."""

    use_required_attribute = False
