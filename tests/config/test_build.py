"""The identity of a build changes with each kind of input that answers are made from."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from catalog.models import Release
from config.build import PRINTED, build_id, digest_of_files
from config.environment import PROJECT

INPUTS = (
    "catalog/views/page.py",
    "wizard/decision/decide.py",
    "config/context.py",
    "config/formats/en_GB/formats.py",
    "templates/base.html",
    "static/css/pilotlight.css",
    "static/js/search.js",
    "static/img/flame.svg",
    "docs/recommendation.md",
)


@pytest.mark.parametrize("changed", INPUTS)
def test_editing_any_input_changes_the_build(tmp_path: Path, changed: str) -> None:
    for name in INPUTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    before = digest_of_files(tmp_path)

    (tmp_path / changed).write_text("after")

    assert digest_of_files(tmp_path) != before


def test_the_kinds_of_input_are_those_of_the_project() -> None:
    assert all((PROJECT / name).is_file() for name in INPUTS)


@pytest.mark.parametrize("name", PRINTED)
def test_a_setting_that_pages_print_changes_the_build(settings: Settings, name: str) -> None:
    before = build_id()

    setattr(settings, name, "another")
    build_id.cache_clear()
    after = build_id()
    build_id.cache_clear()

    assert after != before


@pytest.mark.parametrize("address", ["/models/", "/privacy/", "/api/v1/models", "/api/v1/openapi.json"])
def test_every_conditional_answer_has_a_new_tag_with_a_new_setting(
    starter_release: Release, client: Client, settings: Settings, address: str
) -> None:
    before = client.get(address).headers["ETag"]

    settings.BASE_URL = "https://elsewhere.example"
    build_id.cache_clear()
    after = client.get(address).headers["ETag"]
    build_id.cache_clear()

    assert after != before
