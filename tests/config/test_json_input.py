"""JSON that somebody sent: nothing deep reaches a decoder.

No decoder stands where it could be reached.
"""

import json
import re
import tracemalloc
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as some

from config.budget import Expense, Limits, WrongFileError
from config.environment import PROJECT
from config.json_input import NotJsonError, decode_json

# Files of the product that decode JSON without the check, because nobody but ourselves wrote it.
OF_OUR_OWN = {
    "catalog/watch/statements.py": "hands its decoder to `decode_json`",
    "catalog/admin/watching.py": "drafts on file",
    "catalog/watch/to_check.py": "drafts on file",
    "catalog/schema/catalog.py": "the payload of a release",
    "catalog/views/history.py": "rows of a release",
    "catalog/registry.py": "facts on file",
    "catalog/imports/importing.py": "rows that it wrote to a file of its own",
    "catalog/imports/runs.py": "an import on file",
    "catalog/watch/proposals.py": "a proposal on file",
    "catalog/admin/imports.py": "a proposal on file",
    "catalog/admin/first_columns.py": "proposals on file",
    "wizard/admin/proposals.py": "a proposal on file",
    "wizard/prefill.py": "hands its decoder to `decode_json`",
    "wizard/mcp/tools.py": "makes its shapes ready and decodes nothing",
    "wizard/exports/plan_json.py": "hands its decoder to `decode_json`",
    "wizard/plans/overlay.py": "replies on file",
    "wizard/plans/render/pdf.py": "what we wrote for the typesetter",
    "wizard/pilot/promptfoo.py": "hands its decoder to `decode_json`",
    "wizard/pilot/store.py": "a verdict on file",
    "wizard/plans/examples.py": "a file of the project",
    "wizard/plans/stored.py": "a decision on file",
    "wizard/publishing/golden.py": "a file of the project",
}
DECODES = re.compile(r"json\.(loads?|decode|JSONDecoder|Decoder)\(")
READS_A_BODY = re.compile(r"request\.(body|read\b|readline)")
# Who reads a body: each hands it to `decode_json`.
BODIES_READ = {"catalog/api/openapi.py", "wizard/mcp/protocol.py"}


DEEPEST = 200  # levels that pydantic's parser takes


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def objects(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


def test_as_deep_as_may_be_is_read_and_one_deeper_is_not() -> None:
    assert decode_json(nested(DEEPEST)) == json.loads(nested(DEEPEST))
    with pytest.raises(NotJsonError):
        decode_json(nested(DEEPEST + 2))


@pytest.mark.parametrize("depth", [300, 7_000, 9_999, 20_000, 90_000])
def test_deep_json_is_refused_in_every_place(depth: int) -> None:
    for deep in (nested(depth), objects(depth), b"[" * depth, b'{"a":' * depth):
        for frame in (b"%s", b'{"a":"\\\\","b":%s}', b'{"a":"\\"","b":[1,%s]}', b"\xef\xbb\xbf%s"):
            with pytest.raises((NotJsonError, WrongFileError)):
                decode_json(frame % deep)


def test_brackets_within_texts_do_not_nest() -> None:
    text = ["[" * 500, '\\"' + "{" * 500, "\\" * 501, "é" + "[" * 7_000]

    assert decode_json(json.dumps(text).encode()) == text


ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.text(max_size=6) | some.integers(-99, 10**12),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner, max_size=3)
    ),
)


@given(ANY_JSON)
def test_what_a_reader_of_json_reads_is_read_alike(value: Any) -> None:
    assert decode_json(json.dumps(value).encode()) == value


def test_bytes_and_values_are_bounded_and_numbers_stay_as_they_were_written() -> None:
    most = Limits(most={Expense.BYTES: 20, Expense.VALUES: 5}, what="It", remedy="")
    assert decode_json(b"[1,2,[3]]", limits=most) == [1, 2, [3]]
    for data, sentence in (
        (b"[1,2,[3,4,5]]", "It holds more than 5 values."),
        (b"[1]" + b" " * 18, "It is larger than 0 kB."),
    ):
        with pytest.raises(WrongFileError) as refused:
            decode_json(data, limits=most)
        assert str(refused.value) == sentence
    assert decode_json(b"[0.10]", msgspec.json.Decoder(float_hook=Decimal)) == [Decimal("0.10")]


def test_a_value_that_nobody_reads_is_not_in_memory_a_second_time() -> None:
    data = b'{"answer": "' + b"x" * 900_000 + b'"}'
    tracemalloc.start()
    try:
        decode_json(data, msgspec.json.Decoder(Unread))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100_000


class Unread(msgspec.Struct):
    """Takes nothing of what is sent."""


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
    assert all("decode_json(request.body" in sources[name] for name in reading)
