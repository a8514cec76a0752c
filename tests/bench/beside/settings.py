"""The site's own settings, with a few more addresses and the templates behind them."""

from pathlib import Path

from config.settings import *  # noqa: F403  # all of them
from config.settings import INSTALLED_APPS, TEMPLATES

ROOT_URLCONF = "tests.bench.beside.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "formtools"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}]
