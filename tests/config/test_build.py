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


def test_editing_any_input_changes_the_build(tmp_path: Path) -> None:
    for name in INPUTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    builds = [digest_of_files(tmp_path)]
    for name in INPUTS:
        assert (PROJECT / name).is_file()
        (tmp_path / name).write_text("after")
        builds.append(digest_of_files(tmp_path))

    assert len({*builds}) == len(INPUTS) + 1


@pytest.mark.parametrize("name", PRINTED)
def test_a_setting_that_pages_print_changes_the_build(settings: Settings, name: str) -> None:
    before = build_id()

    setattr(settings, name, "another")
    build_id.cache_clear()
    after = build_id()
    build_id.cache_clear()

    assert after != before


def test_every_conditional_answer_has_a_new_tag_with_a_new_setting(
    starter_release: Release, client: Client, settings: Settings
) -> None:
    addresses = ("/models/", "/privacy/", "/api/v1/models", "/api/v1/openapi.json")
    before = {address: client.get(address).headers["ETag"] for address in addresses}

    settings.BASE_URL = "https://elsewhere.example"
    build_id.cache_clear()
    after = {address: client.get(address).headers["ETag"] for address in addresses}
    build_id.cache_clear()

    assert not before.items() & after.items()
