"""JSON that somebody sent: nothing deep reaches a decoder, and no decoder stands where it could be reached."""

import json
import re
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as some

from config.environment import PROJECT
from config.json_input import MAX_DEPTH, STRETCH, NotJsonError, check_depth, decode_json

# Files of the product that decode JSON without the check, because nobody but ourselves wrote it.
OF_OUR_OWN = {
    "catalog/exchange/lists.py": "hands its decoder to `decode_json`",
    "catalog/tables.py": "checks each stretch itself, then decodes row by row",
    "catalog/schema/catalog.py": "the payload of a release",
    "catalog/views/history.py": "rows of a release",
    "catalog/registry.py": "facts on file",
    "catalog/exchange/runs.py": "an import on file",
    "catalog/exchange/proposals.py": "a proposal on file",
    "catalog/admin/exchange.py": "a proposal on file",
    "wizard/admin/proposals.py": "a proposal on file",
    "wizard/exports/plan_json.py": "hands its decoder to `decode_json`",
    "wizard/plans/overlay.py": "replies on file",
    "wizard/plans/render/pdf.py": "what we wrote for the typesetter",
    "wizard/pilot/promptfoo.py": "pieces of a file that was checked",
    "wizard/pilot/store.py": "a verdict on file",
    "wizard/plans/examples.py": "a file of the project",
    "wizard/plans/advice.py": "advice on file",
    "wizard/publishing/golden.py": "a file of the project",
}
DECODES = re.compile(r"json\.(loads?|decode|JSONDecoder|Decoder)\(")
READS_A_BODY = re.compile(r"request\.(body|read\b|readline)")
BODIES_READ = {"catalog/api/openapi.py"}  # which hands it to `decode_json`


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_as_deep_as_may_be_is_read_and_one_deeper_is_not() -> None:
    assert decode_json(nested(MAX_DEPTH)) == json.loads(nested(MAX_DEPTH))
    with pytest.raises(NotJsonError):
        decode_json(nested(MAX_DEPTH + 1))


@pytest.mark.parametrize("depth", [100, 7_000, 9_999, 30_000, 500_000])
def test_deep_json_is_refused(depth: int) -> None:
    for frame in (b"%s", b'{"a":"\\\\","b":%s}', b'{"a":"\\"","b":[1,%s]}', b"\xef\xbb\xbf%s"):
        with pytest.raises(NotJsonError):
            decode_json(frame % nested(depth))
        with pytest.raises(NotJsonError):
            check_depth((frame % nested(depth)).replace(b"[", b'{"a":').replace(b"]", b"}"))


def test_brackets_within_strings_do_not_count() -> None:
    text = ["[" * 500, '\\"' + "{" * 500, "\\" * 501, "é" + "[" * 70_000]

    assert decode_json(json.dumps(text).encode()) == text


@given(
    some.recursive(
        some.none() | some.booleans() | some.text(max_size=6),
        lambda inner: some.lists(inner, max_size=4),
    )
)
def test_what_a_reader_of_json_reads_is_read_alike(value: Any) -> None:
    assert decode_json(json.dumps(value).encode()) == value


@pytest.mark.parametrize("escape", ["\\\\", '\\"', "\\u005b", "é"])
@pytest.mark.parametrize("shift", range(4))
def test_string_over_the_end_of_a_stretch_stays_a_string(escape: str, shift: int) -> None:
    text = "x" * (STRETCH - 5 + shift) + escape * 3 + "[" * 100 + escape * STRETCH + "{" * 100

    check_depth(f'[["{text}"],["{text}"]]'.encode())
    with pytest.raises(NotJsonError):
        check_depth(f'[["{text}"],{"[" * 70}"{text}"'.encode())


def test_values_are_bounded_and_numbers_stay_as_they_were_written() -> None:
    assert decode_json(b"[1,2,[3]]", max_values=5) == [1, 2, [3]]
    with pytest.raises(NotJsonError):
        decode_json(b"[1,2,[3]]", max_values=3)
    assert decode_json(b"[0.10]", msgspec.json.Decoder(float_hook=Decimal)) == [Decimal("0.10")]


def test_nothing_else_decodes_what_was_sent() -> None:
    sources = {
        str(file.relative_to(PROJECT)): file.read_text(encoding="utf-8")
        for folder in ("catalog", "config", "wizard")
        for file in (PROJECT / folder).rglob("*.py")
        if "migrations" not in file.parts
    }

    decoding = {name for name, text in sources.items() if DECODES.search(text)} - {
        "config/json_input.py"
    }
    reading = {name for name, text in sources.items() if READS_A_BODY.search(text)}
    assert decoding == set(OF_OUR_OWN)
    assert reading == BODIES_READ
    assert all("decode_json(request.body)" in sources[name] for name in reading)
