"""What calls of tools have in common: the day that they ask about, and how they are refused."""

from datetime import date
from typing import Annotated

from msgspec import Meta

MOST_WORDS = 200  # characters of words to search for

type Day = Annotated[
    date | None, Meta(description="Answer as of this day, YYYY-MM-DD; today if left out.")
]
type Words = Annotated[str, Meta(min_length=1, max_length=MOST_WORDS)]


class RefusedCallError(Exception):
    """A call that cannot be answered: a word for the log, and a sentence for the assistant."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
