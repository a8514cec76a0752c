"""Write all that plans say into one file, for a person to read before a release.

    make words        writes .cache/words.md

First whole plans: every ending of one job, of own words, of three and of six jobs. Then every job
with the sentences that its phrases make, each once; what all jobs share stands on top alone.
"""

from collections.abc import Iterable, Iterator

from rich.console import Console

from catalog.schema import Catalog
from config.environment import PROJECT
from tests.support import starter_catalog
from tests.words.reading import name_of, rows, several
from wizard.publishing.samples import Sample, samples
from wizard.publishing.spoken import sentences_on_top

CONSOLE = Console()
FILE = PROJECT / ".cache" / "words.md"
WHOLE = ("support-chat-agent", "contract-review")


def main() -> None:
    """Write the file, and say where it is."""
    catalog = starter_catalog()
    lines = list(_lines(catalog))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    CONSOLE.print(f"{len(lines):,} lines to read: {FILE.relative_to(PROJECT)}")


def _lines(catalog: Catalog) -> Iterator[str]:
    yield "# Whole plans"
    for slug in WHOLE:
        yield from _plans(slug, samples(catalog.phrases_of[slug], catalog))
    for row in catalog.phrases_for.values():
        yield from _plans(name_of(row), samples(row, catalog))
    for count in (3, 6):
        yield from _plans(f"{count} jobs", several(catalog, count))
    yield from ("", "# Each job in its own words")
    yield from _own_sentences(catalog)


def _plans(title: str, plans: Iterable[Sample]) -> Iterator[str]:
    yield from ("", f"## {title}")
    for sample in plans:
        head = sample.document.head
        yield from ("", f"### {sample.title}", f"**{head.headline}** {' '.join(head.lead)}")
        yield from (f"- {job.label}: {' '.join((job.verdict, *job.says))}" for job in head.jobs)
        yield from (f"- {tile.label}: {' '.join((tile.big, *tile.fine))}" for tile in head.tiles)
        yield from (f"- {row.title}: {row.finding}" for row in sample.document.sections)


def _own_sentences(catalog: Catalog) -> Iterator[str]:
    """Yield what each job alone says: sentences of no other job."""
    said = {name_of(row): _sentences(samples(row, catalog)) for row in rows(catalog)}
    shared = {
        text
        for name, texts in said.items()
        for text in texts
        if _is_said_by_others(text, name, said)
    }
    for name, texts in said.items():
        yield from ("", f"## {name}", *(f"- {text}" for text in texts if text not in shared))


def _is_said_by_others(text: str, name: str, said: dict[str, dict[str, None]]) -> bool:
    return any(text in texts for other, texts in said.items() if other != name)


def _sentences(plans: Iterable[Sample]) -> dict[str, None]:
    """Return the sentences of some plans, each once, in their order."""
    return dict.fromkeys(text for plan in plans for text in sentences_on_top(plan.document.head))


if __name__ == "__main__":
    main()
