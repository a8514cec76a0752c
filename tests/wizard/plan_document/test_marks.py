"""How words are written in HTML: names on one line, guesses in italics.

Nothing else is taken for either.
"""

import pytest

from wizard.document.forms import NO_BREAK
from wizard.templatetags.document import joined, marked


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            f"Use ChatGPT{NO_BREAK}Go for offers.",
            f'Use <span class="name">ChatGPT{NO_BREAK}Go</span> for offers.',
        ),
        ("About $8 a month (our estimate).", "About $8 a month (<em>our estimate</em>)."),
        # a hyphen makes no name
        ("Run it on one data-centre card.", "Run it on one data-centre card."),
        ("Use gpt-oss-20b for e-mails.", "Use gpt-oss-20b for e-mails."),
        ("Use a <b>bold</b> word.", "Use a <b>bold</b> word."),  # escaped where it is written
    ],
)
def test_names_and_guesses_are_marked(text: str, html: str) -> None:
    assert str(marked(text)) == html


def test_what_an_owner_types_is_never_markup() -> None:
    hostile = f"<script>{NO_BREAK}</script> (our estimate)"

    assert "<script>" not in str(marked(hostile))
    assert "<script>" not in str(joined([hostile, "<script>"]))
