"""XML of others, read a stretch at a time by a parser that holds none of it, within a budget."""

from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat

from config.budget import MEGABYTE, Budget, Expense, WrongFileError

STRETCH = 64 * 1024  # bytes that are read at once; in between other threads run
# Spreadsheets stay far below these. Whoever goes beyond fills the memory of the parser, which keeps
# every name that it has met, every tag that is open, and a tag until its end.
MOST_NAMES, DEEPEST, LONGEST_TAG = 2_000, 200, MEGABYTE
ANEW = "Save it anew as “Excel Workbook” (.xlsx)."

type Attributes = Mapping[str, str]


class Handler:
    """What is done with a document's pieces; names come without what precedes their colon."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a part of the text of an element."""


def read(source: IO[bytes], handler: Handler, budget: Budget) -> Iterator[None]:
    """Hand all of a document to a handler, and stop after each stretch of it.

    Raises `WrongFileError` where the budget is used up or it is no XML of a spreadsheet, and
    `expat.ExpatError`.
    """
    begun = ended = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal begun
        begun += 1
        handler.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal ended
        ended += 1
        handler.end(name.rpartition(":")[2] if ":" in name else name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    sent = counted = 0
    while stretch := source.read(STRETCH):
        budget.spend(Expense.UNPACKED, len(stretch))
        parser.Parse(stretch, False)
        sent += len(stretch)
        budget.spend(Expense.PIECES, begun - counted)
        counted = begun
        if len(parser.intern) > MOST_NAMES:
            raise WrongFileError(f"Its XML has more than {MOST_NAMES:,} different names. {ANEW}")
        if begun - ended > DEEPEST:
            raise WrongFileError(f"Its XML nests more than {DEEPEST:,} elements. {ANEW}")
        if sent - parser.CurrentByteIndex > LONGEST_TAG:
            raise WrongFileError(
                f"Its XML has a tag of more than {LONGEST_TAG // MEGABYTE} MB. {ANEW}"
            )
        yield
    parser.Parse(b"", True)
    yield


def _refuse_doctype(*_of: object) -> None:
    raise WrongFileError(f"Its XML defines words of its own. {ANEW}")
