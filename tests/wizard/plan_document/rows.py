"""What stands in the lists of a plan."""

from collections.abc import Iterator

from wizard.document.blocks import Document, ListRow


def rows_of(document: Document, key: str) -> Iterator[ListRow]:
    for section in document.sections:
        for group in section.groups if section.key == key else ():
            for block in group.blocks:
                yield from (row for row in block.rows if isinstance(row, ListRow))  # type: ignore[union-attr]
