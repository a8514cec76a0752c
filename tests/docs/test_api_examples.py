"""Examples for programs run as they are printed.

The addresses and ids that the documentation names are there.
"""

import io
import json
import re
import shlex
from contextlib import redirect_stdout
from html import unescape
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.test import Client

from catalog.api.endpoints import LISTED
from config.environment import PROJECT
from tests.catalog.test_api import read_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]
DOCS = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")


def fetched(address: str, *, sent: str = "", kind: str = "") -> Any:
    """Return what an address answers, whatever host it names."""
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}"
    response = Client().post(path, sent, content_type=kind) if sent else Client().get(path)
    assert response.status_code == 200, (address, response.content)
    return response


def run_curl(command: str) -> Any:
    """Do what a command for curl says, with the few options that our examples have."""
    program, *words = shlex.split(command)
    assert program == "curl"
    sent = kind = address = ""
    while words:
        word = words.pop(0)
        if word == "-H":
            kind = words.pop(0).partition(": ")[2]
        elif word == "-d":
            sent = words.pop(0)
        else:
            address = word
    return fetched(address, sent=sent, kind=kind).json()


def on_page(language: str) -> list[str]:
    html = Client().get("/use-it/").content.decode()
    found = re.findall(rf'<code data-language="{language}">(.*?)</code>', html, re.DOTALL)
    assert found
    return [unescape(text) for text in found]


def test_commands_of_the_documentation_answer() -> None:
    commands = re.findall(r"```sh\n(.*?)```", DOCS, re.DOTALL)
    prices, decision = (run_curl(command) for command in commands)

    assert {row["offer"] for row in prices["items"]} == {"gemini-4-carbon@google"}
    assert decision["decision"]["jobs"]


def test_command_of_the_page_answers() -> None:
    (command,) = on_page("sh")

    assert run_curl(command)["items"]


def test_python_of_the_page_prints_prices() -> None:
    (program,) = on_page("python")
    printed = io.StringIO()

    def opened(address: str) -> io.BytesIO:
        return io.BytesIO(fetched(address).content)

    with patch("urllib.request.urlopen", opened), redirect_stdout(printed):
        exec(program, {})  # noqa: S102  # a text of ours, as a reader would run it

    lines = printed.getvalue().splitlines()
    assert lines
    assert all("USD per " in line for line in lines)


def test_formulas_of_the_page_fill_a_sheet() -> None:
    for formula in on_page("sheet"):
        (address,) = re.fullmatch(r'=IMPORTDATA\("([^"]+)"\)', formula).groups()  # type: ignore[union-attr]
        assert read_csv(fetched(address))


def test_settings_of_the_page_are_json_with_the_address_of_the_tools() -> None:
    (text,) = on_page("json")

    assert json.loads(text)["mcpServers"]["pilotlight"]["url"].endswith("/mcp/")


def test_every_list_is_in_the_documentation_and_every_address_there_answers() -> None:
    rows = re.findall(r"^\| (`.*?) \|", DOCS.partition("## Deciding")[0], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}

    assert {resource.path for resource in LISTED} <= named
    for name in named:
        fetched(f"/api/v1/{name}")


def test_ids_of_the_documentation_are_there() -> None:
    for example in ("models/gemini-4-argon", "matrix/product-description/language"):
        assert f"`{example}`" in DOCS
        item = fetched(f"/api/v1/{example}").json()["item"]
        assert item["id"] == example.partition("/")[2]
    sorted_by_price = re.search(r"`(models\?\S*sort=price)`", DOCS)
    assert sorted_by_price
    assert fetched(f"/api/v1/{sorted_by_price[1]}").json()["items"]
