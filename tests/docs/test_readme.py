"""README.md: what it says of the starter catalog is what the files hold."""

import re

import pytest

from config.environment import PROJECT
from tests.agreement.oracle import rows

README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("models", "models"),
        ("offers", "offers"),
        ("apps", "apps"),
        ("app_plans", "plans"),
        ("prices", "dated prices"),
        ("scores", "scores"),
        ("use_cases", "use cases"),
        ("sources", "sources"),
    ],
)
def test_number_of_rows_is_that_of_the_file(kind: str, words: str) -> None:
    (written,) = re.findall(rf"(\d[\d,]*)\s{words}\b", README)
    assert int(written.replace(",", "")) == len(rows(kind))
