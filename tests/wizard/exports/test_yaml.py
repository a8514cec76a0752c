"""Whatever is written as YAML is read back as it was, by a reader of another house."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from wizard.exports.yaml import Noted, write_yaml

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)  # a busy machine is no fault
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_everything_comes_back(node: dict[str, Any]) -> None:
    assert yaml.safe_load(write_yaml(node, head="A comment.\nAnd another.")) == node


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS)
def test_comment_changes_nothing(note: str) -> None:
    assert yaml.safe_load(write_yaml({"a": Noted([Noted({"b": 1}, note), Noted("c", note)], note)}, head=note)) == {
        "a": [{"b": 1}, "c"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "null",
        "1e3",
        "0x1f",
        "2026-11-25",
        "~",
        "a: b",
        "- a",
        "#a",
        "*a",
        "&a",
        "!!python/object:os.system",
        "{a}",
        "|",
        ">",
        "%a",
        "@a",
        "a\n  b\n",
        "\n\na",
        "a \nb",
        "a\tb\nc",
        "---",
        "...",
        "a\u0085b",
        "\ufeffa",
        "12:30",
        "=",
        "<<",
    ],
)
def test_text_that_looks_like_something_else_is_text(text: str) -> None:
    assert yaml.safe_load(write_yaml({"a": text, "b": [text]})) == {"a": text, "b": [text]}


def test_lines_stand_as_lines() -> None:
    assert write_yaml({"a": "one\n\n  two"}) == "a: |-\n  one\n\n    two\n"


def test_amount_is_a_number() -> None:
    assert yaml.safe_load(write_yaml({"a": Decimal("0.0005"), "b": Decimal(8)})) == {"a": 0.0005, "b": 8}
