"""A plan's facts as a reader meets them: an address in the catalog, and a numbered source."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from catalog.formatting import capitalise
from catalog.schema import EDITORS_JUDGEMENT, UNSOURCED, Catalog, Source
from catalog.vocabulary import Voice
from wizard.engine.decision import Fact, Reason, Told
from wizard.engine.replies import SOURCE as REPLY
from wizard.engine.rules import RULES
from wizard.engine.vocabulary import FactKind

REPLIES = "vendors/"  # under the address of a plan
ADDRESS_LENGTH = 48  # letters of a web address that a note shows

type AnswerAddress = Callable[[str], str]
"""Where the owner changes the answer to the question of that key; empty for readers, who cannot."""


def for_readers(question: str) -> str:  # noqa: ARG001  # stands in for the owner's addresses
    """Return no address: readers change no answers."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endnote:
    """A source as it stands at the end of a plan; `read` is the last day on which somebody read it."""

    number: int
    source: Source
    read: date
    address: str

    @property
    def anchor(self) -> str:
        """Return the id of the note on its page."""
        return f"s{self.number}"

    @property
    def publisher(self) -> str:
        """Return who published it, unless the title says so already."""
        publisher = self.source.publisher
        return "" if self.source.title.startswith(publisher) else publisher

    @property
    def site(self) -> str:
        """Return the address of the source as people write it; where that runs long, the site it is on."""
        written = self.source.url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
        return written if len(written) <= ADDRESS_LENGTH else written.partition("/")[0]

    @property
    def credit(self) -> str:
        """Return the credit that its licence asks for."""
        return capitalise(self.source.licence).rstrip(".")

    @property
    def is_judgement(self) -> bool:
        """Return whether the house itself speaks."""
        return self.source.slug == EDITORS_JUDGEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A fact with the page that shows it and the number of its source."""

    text: str
    address: str
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source in a trail: who, which day, in whose voice, and its number."""

    title: str
    voice: Voice
    as_of: date
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer in a trail, with the page on which its owner can change it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """A reason laid open: answer, rule, fact, source."""

    text: str
    answers: tuple[Answer, ...]
    rule: str
    rule_address: str
    facts: tuple[Cited, ...]
    sources: tuple[CitedSource, ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """Return the numbers of all sources, for the end of a sentence."""
        return tuple(source.note for source in self.sources)


@dataclass(kw_only=True)
class Proof:
    """Numbers the sources of one plan in the order in which a reader meets them."""

    catalog: Catalog
    answer_address: AnswerAddress = for_readers
    replies_address: str = ""  # the page that shows the vendors' replies of this plan
    _numbers: dict[str, int] = field(default_factory=dict)
    _read: dict[str, date] = field(default_factory=dict)
    _cited: dict[Fact, Cited] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many sources have been cited so far."""
        return len(self._numbers)

    def cite(self, fact: Fact) -> Cited:
        """Return the fact with its address and the number of its source."""
        if fact not in self._cited:
            number = self._numbers.setdefault(fact.source, len(self._numbers) + 1)
            self._read[fact.source] = max(fact.as_of, self._read.get(fact.source, fact.as_of))
            self._cited[fact] = Cited(text=fact.text, address=self._address(fact), note=number)
        return self._cited[fact]

    def cite_all(self, facts: Iterable[Fact]) -> tuple[Cited, ...]:
        """Return the facts with addresses and numbers, each once."""
        return tuple(self.cite(fact) for fact in dict.fromkeys(facts))

    def trail(self, reason: Reason) -> Trail:
        """Return the reason laid open."""
        facts = self.cite_all(reason.facts)
        newest: dict[str, Fact] = {}
        for fact in reason.facts:
            if fact.source not in newest or newest[fact.source].as_of < fact.as_of:
                newest[fact.source] = fact
        sources = tuple(
            CitedSource(
                title=self._source(slug, fact.voice).title,
                voice=fact.voice,
                as_of=fact.as_of,
                note=self._numbers[slug],
            )
            for slug, fact in newest.items()
        )
        return Trail(
            text=reason.text,
            answers=tuple(self._answer(told) for told in reason.told),
            rule=RULES[reason.rule].text,
            rule_address=rule_address(reason.rule),
            facts=facts,
            sources=sources,
        )

    def trails(self, reasons: Iterable[Reason]) -> tuple[Trail, ...]:
        """Return the reasons laid open."""
        return tuple(self.trail(reason) for reason in reasons)

    def endnotes(self) -> tuple[Endnote, ...]:
        """Return the sources cited so far, by number."""
        return tuple(
            Endnote(
                number=number,
                source=self._source(slug, Voice.EDITOR),
                read=self._read[slug],
                address=self._source_address(slug),
            )
            for slug, number in self._numbers.items()
        )

    def _address(self, fact: Fact) -> str:
        """Return the page that shows a fact: the replies of this plan for what a vendor replied."""
        return self._reply_address(fact.source) or address(fact, catalog=self.catalog)

    def _source_address(self, slug: str) -> str:
        return self._reply_address(slug) or reverse("catalog:source", args=[slug])

    def _reply_address(self, source: str) -> str:
        return f"{self.replies_address}#{source}" if source.startswith(REPLY) else ""

    def _answer(self, told: Told) -> Answer:
        return Answer(text=told.text, address=self.answer_address(told.question))

    def _source(self, slug: str, voice: Voice) -> Source:
        """Return the source; the house's own words have none on file, and are named as what they are."""
        return self.catalog.source.get(slug) or Source(slug=slug, title=_OWN_TITLES.get(slug, slug), voice=voice)


_OWN_TITLES = {EDITORS_JUDGEMENT: "Editor’s judgement", UNSOURCED: "No source on file"}


def rule_address(slug: str) -> str:
    """Return where the method page explains a rule."""
    return f"{reverse('catalog:method')}#{slug}"


def address(fact: Fact, *, catalog: Catalog) -> str:
    """Return the page and the place on it that show the row behind a fact."""
    return _ADDRESSES[fact.kind](fact, fact.subject.split("/"), catalog)


def _page(name: str, *slugs: str, at: str = "") -> str:
    return reverse(f"catalog:{name}", args=slugs) + (f"#{at}" if at else "")


def _host(slug: str, catalog: Catalog) -> str:
    return next(row.host for row in catalog.tunings if row.slug == slug)


_ADDRESSES: Mapping[FactKind, Callable[[Fact, list[str], Catalog], str]] = {
    FactKind.MODEL: lambda fact, row, _: _page("model", row[0], at=fact.aspect),
    FactKind.PRICE: lambda _, row, __: _page("model", row[0].partition("@")[0], at="price"),
    FactKind.OFFER: lambda _, row, __: _page("model", row[0].partition("@")[0], at="terms"),
    FactKind.SCORE: lambda _, row, __: _page("model", row[1], at=f"score-{row[0]}"),
    FactKind.TERMS: lambda _, row, all_: _page("provider", all_.terms_of[row[0]].seller, at=f"terms-{row[0]}"),
    FactKind.TUNING: lambda _, row, all_: _page("provider", _host(row[0], all_), at=f"tuning-{row[0]}"),
    FactKind.CELL: lambda _, row, __: _page("cell", *row),
    FactKind.USE_CASE: lambda fact, row, _: _page("use_case", row[0], at=fact.aspect),
    FactKind.MODALITY: lambda _, row, __: _page("modality", row[0]),
    FactKind.GUIDANCE: lambda _, row, __: _page("guidance", at=row[0]),
    FactKind.METHOD: lambda _, row, __: rule_address(row[0]),
}
