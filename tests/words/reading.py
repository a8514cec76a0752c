"""All that plans say, with made-up figures: every job, every ending, one job and several."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from catalog.schema import Catalog, JobPhrases
from catalog.vocabulary import Medium
from config.environment import PROJECT
from wizard.document.blocks import Document
from wizard.publishing.samples import Sample, decisions, job_of
from wizard.publishing.spoken import sentences_on_top

LONGEST_TOP = 180  # words
LONGEST_TOP_OF_MANY = 240
FEW_JOBS = 3
OLD_WORDS = tuple(
    csv.DictReader((PROJECT / "tests" / "words.csv").read_text(encoding="utf-8").splitlines())
)
# Jobs that a small firm has at once: of several kinds, in several endings.
TOGETHER = (
    "support-chat-agent",
    "product-description",
    "menu-photos",
    "meeting-minutes",
    "invoice-capture",
    "contract-review",
)


def rows(catalog: Catalog) -> tuple[JobPhrases, ...]:
    """Return the phrases of every job, then those of own words."""
    return (*catalog.phrases_of.values(), *catalog.phrases_for.values())


def name_of(row: JobPhrases) -> str:
    return row.use_case or f"own words: {Medium.read(str(row.medium)).label}"


def several(catalog: Catalog, count: int) -> Iterator[Sample]:
    """Yield plans of so many jobs, in turn with every ending."""
    all_decisions = [list(decisions(job_of(catalog.phrases_of[slug]))) for slug in TOGETHER[:count]]
    endings = len(all_decisions[0])
    for turn in range(endings):
        chosen = [ended[(turn + 5 * place) % endings] for place, ended in enumerate(all_decisions)]
        title = "; ".join(title for title, _ in chosen)
        decided = tuple(decided for _, decided in chosen)
        yield Sample(title=title, decided=decided, catalog=catalog)
    alike = tuple(ended[0][1] for ended in all_decisions)
    yield Sample(title="All alike", decided=alike, catalog=catalog)


def page_sentences(document: Document) -> Iterator[str]:
    """Yield each sentence of the one page: the decision, and every fold with its finding."""
    yield from sentences_on_top(document.head)
    for section in document.sections:
        yield section.finding
        for group in section.groups:
            for block in group.blocks:
                for row in getattr(block, "rows", ()):
                    yield from getattr(row, "says", ())
                    yield from filter(None, [getattr(row, "text", "")])


def words_on_top(document: Document) -> int:
    """Return how many words the decision says at once, its labels included."""
    head = document.head
    said = (head.kicker, *(state.text for state in head.states), head.label)
    labels = [tile.label for tile in head.tiles]
    for job in head.jobs:
        labels += [job.label, job.verdict]
    at_once = [text for text in sentences_on_top(head) if text not in head.folded]
    everything = " ".join((*said, *labels, *at_once))
    return sum(bool(re.search(r"\w", word)) for word in everything.split())


def longest_top(jobs: int) -> int:
    """Return how many words the decision over so many jobs may say at once."""
    return LONGEST_TOP if jobs <= FEW_JOBS else LONGEST_TOP_OF_MANY


def said_twice(sentences: Iterable[str]) -> list[str]:
    """Return what stands more than once on a page. One word, such as a sum, may."""
    counts = Counter(text for text in sentences if " " in text)
    return [text for text, count in counts.items() if count > 1]


def old_words(text: str) -> list[str]:
    """Return the words of an earlier edition that stand in a text."""
    return [row["old"] for row in OLD_WORDS if re.search(rf"\b{row['old']}\b", text.lower())]
