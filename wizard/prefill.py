"""What the start page was asked for: a use case, an example plan, or words to search with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalog.parsing import Problem, parse_text
from catalog.schema import Catalog
from wizard.plans import examples
from wizard.questions.flow import StoredPages
from wizard.questions.pages import PAGES

MOST_WORDS = 200  # characters
START = (PAGES[0].step.value, PAGES[0].key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to start with, and on which page."""

    answers: StoredPages = field(default_factory=dict)
    page: tuple[str, str] | None = None
    use_case: str = ""  # slug
    name: str = ""  # of the use case
    example: examples.Example | None = None
    words: str = ""
    unknown: bool = False  # something was asked for that is not on file


def wish_of(parameters: Mapping[str, str | list[object]], catalog: Catalog) -> Wish:
    """Return what an address or a form asks the start page for; what it does not know is left out and said."""
    slug, example, words = (
        str(parameters.get(name) or "") for name in ("use_case", "example", "q")
    )
    if example:
        match = examples.find(example)
        return Wish(answers=match.answers, example=match) if match else Wish(unknown=True)
    if slug:
        use_case = catalog.use_case.get(slug)
        if use_case is None:
            return Wish(unknown=True)
        return Wish(
            answers={"what": {"jobs": [slug]}},
            page=START,
            use_case=slug,
            name=use_case.name,
        )
    read = parse_text(words, "the words", MOST_WORDS)
    if words and not isinstance(read, Problem):
        return Wish(page=START, words=read)
    return Wish()
