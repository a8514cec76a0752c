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


class _Elements:
    """A document's elements: handed on, and counted as they begin and end."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self.begun = self.ended = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self.begun += 1
        self._handler.start(_without_prefix(name), attributes)

    def end(self, name: str) -> None:
        self.ended += 1
        self._handler.end(_without_prefix(name))


def read(source: IO[bytes], handler: Handler, budget: Budget) -> Iterator[None]:
    """Hand all of a document to a handler, and stop after each stretch of it.

    Raises `WrongFileError` where the budget is used up or it is no XML of a spreadsheet, and
    `expat.ExpatError`.
    """
    elements = _Elements(handler)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = elements.start
    parser.EndElementHandler = elements.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    sent = counted = 0
    while stretch := source.read(STRETCH):
        budget.spend(Expense.UNPACKED, len(stretch))
        parser.Parse(stretch, False)
        sent += len(stretch)
        budget.spend(Expense.PIECES, elements.begun - counted)
        counted = elements.begun
        _refuse_no_spreadsheet(parser, elements, sent)
        yield
    parser.Parse(b"", True)
    yield


def _without_prefix(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _refuse_no_spreadsheet(parser: expat.XMLParserType, elements: _Elements, sent: int) -> None:
    """Refuse what no spreadsheet holds, before it fills the memory of the parser."""
    if len(parser.intern) > MOST_NAMES:
        raise WrongFileError(f"Its XML has more than {MOST_NAMES:,} different names. {ANEW}")
    if elements.begun - elements.ended > DEEPEST:
        raise WrongFileError(f"Its XML nests more than {DEEPEST:,} elements. {ANEW}")
    if sent - parser.CurrentByteIndex > LONGEST_TAG:
        raise WrongFileError(f"Its XML has a tag of more than {LONGEST_TAG // MEGABYTE} MB. {ANEW}")


def _refuse_doctype(*_of: object) -> None:
    raise WrongFileError(f"Its XML defines words of its own. {ANEW}")
