"""A small recorded piece of each list, in the form in which it comes from its address.

LiteLLM 1.110.2, seven entries (MIT); genai-prices 0.2.2, cut to 49 models (Pydantic, MIT); a page
of Arena's data set with figures of its boards (CC BY 4.0, Arena); Epoch AI's runs, some rows of its
tables (CC BY 4.0, Epoch AI); the European Central Bank's rates of 30 October 2026 (reuse with the
source named); a file of plans that holds facts of a seller's page alone.
"""

import io
import json
from collections.abc import Mapping
from zipfile import ZipFile

from tests.catalog.watch.looks import DATA

LISTS = DATA / "lists"


def _file(name: str) -> bytes:
    return (LISTS / name).read_bytes()


def archive(**files: bytes) -> bytes:
    """Return an archive of tables, by the names of the tables without their ending."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"benchmark_data/{name}.csv", content)
    return stream.getvalue()


def tables() -> dict[str, bytes]:
    """Return the recorded tables of Epoch by name."""
    return {file.stem: file.read_bytes() for file in sorted((LISTS / "epoch").iterdir())}


def _genai() -> bytes:
    lists = json.loads((DATA / "price_lists.json").read_bytes())
    return json.dumps(lists["newer"]).encode()


def recorded() -> Mapping[str, Mapping[str, bytes | None]]:
    """Return the files of each list by name."""
    return {
        "litellm": {"list": _file("litellm.json")},
        "genai-prices": {"list": _genai()},
        "arena": {"arena-text-0.json": _file("arena-text-0.json")},
        "epoch": {"list": archive(**tables())},
        "ecb": {"list": _file("ecb.csv")},
        "api-evangelist-plans": {"cursor.yml": _file("cursor.yml")},
    }
