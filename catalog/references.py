"""References in editors' texts: figures that rows know, filled in when a text is shown.

They come from the release.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.urls import reverse

from catalog import formatting, query
from catalog.markdown import render, render_inline
from catalog.naming import address_of, name_of
from catalog.parsing import parse_iso_day
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog
from catalog.vocabulary import PriceUnit, SaleState

REFERENCE = re.compile(r"\{\{\s*(?P<words>[^{}]*?)\s*\}\}")
BRACES = re.compile(r"\{\{|\}\}")
FIRST_PLACE = 0xE100  # of private use: no text of ours holds such letters
MILLION = Decimal(1_000_000)

type Exists = Callable[[str, str], bool]
"""Tells whether there is a row of a kind and slug."""


class BrokenReferenceError(Exception):
    """Texts refer to what is not there; the message names each text and reference."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a reference writes, and the page that shows it with its source."""

    text: str
    address: str = ""


type Write = Callable[[Catalog, date, FactKind, Any, str], Written | None]
"""Writes a reference to a row of a kind, with the words behind its slug; None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceForm:
    """One form of reference: the kinds whose rows it names, and what it writes of a row."""

    kinds: tuple[str, ...]
    write: Write
    example: str


# ---------------------------------------------------------------------------------- what is written


def _price(catalog: Catalog, on: date, kind: FactKind, row: Any, unit: str) -> Written | None:
    words = (_offer_price if kind.name == "offers" else _plan_price)(catalog, on, row.slug, unit)
    return Written(words, address_of(catalog, kind, row)) if words else None


def _offer_price(catalog: Catalog, on: date, slug: str, unit: str) -> str:
    prices = query.prices(catalog, slug, on) or query.past_prices(catalog, slug, on)
    return "; ".join(
        formatting.format_prices(price for price in prices if unit in {"", price.unit})
    )


def _plan_price(catalog: Catalog, on: date, slug: str, unit: str) -> str:
    price = query.plan_price(catalog, slug, on)
    matches = price is not None and unit in {"", price.unit}
    return formatting.format_plan_price(price) if price is not None and matches else ""


def _end(catalog: Catalog, on: date, kind: FactKind, row: Any, _: str) -> Written | None:
    words = _end_words(query.sale(catalog, row, on))
    model = row.model if kind.name == "offers" else row.slug
    return Written(words, f"{reverse('catalog:model', args=[model])}#ends") if words else None


def _end_words(sale: query.Sale) -> str:
    """Say what became of an offer or a model, or will: “ended on 12 May 2026”."""
    if sale.state is SaleState.NOT_YET:
        return "is not out yet"
    if sale.state is SaleState.ENDED:
        return f"ended on {formatting.format_long_day(sale.ends)}" if sale.ends else "has ended"
    if sale.ends is not None:
        return f"ends on {formatting.format_long_day(sale.ends)}"
    if sale.not_before is not None:
        return f"does not end before {formatting.format_long_day(sale.not_before)}"
    return "is on sale" if sale.on_sale else ""


def _figure(catalog: Catalog, _: date, kind: FactKind, row: Any, __: str) -> Written | None:
    words = _claim_figure(row) if kind.name == "claims" else _guidance_figure(row.figure)
    return Written(words, address_of(catalog, kind, row)) if words else None


def _claim_figure(claim: Any) -> str:
    if claim.value is None:
        return ""
    high = claim.value if claim.value_high is None else claim.value_high
    return f"{_range(abs(claim.value), abs(high))} {claim.unit}".strip()


def _guidance_figure(figure: str) -> str:
    """Write the figure of a sourced statement: a day, a number, a range, or words."""
    try:
        return formatting.format_long_day(parse_iso_day(figure))
    except ValueError:
        pass
    if not re.fullmatch(r"-?\d+(\.\d+)?", figure):
        return re.sub(r"(?<=\d)-(?=\d)", " to ", figure)
    number = abs(Decimal(figure))
    if number >= MILLION:
        return f"{formatting.format_number(number / MILLION)} million"
    # As it stands, so that 1.70 dollars keep their cents.
    return figure.lstrip("-") if "." in figure else formatting.format_number(number)


def _scores(catalog: Catalog, on: date, kind: FactKind, row: Any, _: str) -> Written | None:
    values = [score.value for score in catalog.scores_on.get(row.slug, ()) if score.as_of <= on]
    if not values:
        return None
    return Written(_range(min(values), max(values)), address_of(catalog, kind, row))


def _range(low: Decimal, high: Decimal) -> str:
    """Write a range; one number where both ends are the same."""
    ends = (formatting.format_number(low), formatting.format_number(high))
    return " to ".join(dict.fromkeys(ends))


def _measured(catalog: Catalog, on: date, kind: FactKind, row: Any, _: str) -> Written | None:
    scores = catalog.scores_on.get(row.slug, ())
    models = {score.model for score in scores if score.as_of <= on}
    return Written(str(len(models)), address_of(catalog, kind, row)) if models else None


def _source(catalog: Catalog, _: date, kind: FactKind, row: Any, __: str) -> Written | None:
    """Write the address of a source, for a link whose words stand before it."""
    return Written(address_of(catalog, kind, row))


FORMS: Mapping[str, ReferenceForm] = {
    "price": ReferenceForm(
        kinds=("app_plans", "offers"), write=_price, example="price chatgpt-plus"
    ),
    "end": ReferenceForm(kinds=("offers", "models"), write=_end, example="end gpt-4@openai"),
    "figure": ReferenceForm(
        kinds=("guidance", "claims"), write=_figure, example="figure tuning-openai-first-examples"
    ),
    "scores": ReferenceForm(
        kinds=("benchmarks",), write=_scores, example="scores vectara-hallucination-rate"
    ),
    "measured": ReferenceForm(
        kinds=("benchmarks",), write=_measured, example="measured vectara-hallucination-rate"
    ),
    "source": ReferenceForm(
        kinds=("sources",), write=_source, example="source openai-deprecations"
    ),
}
COUNT = "count"
ON_SALE = "models on sale"


def _count(catalog: Catalog, on: date, what: str) -> Written | None:
    """Write how many rows of a kind a release holds, or how many models are on sale."""
    if what == ON_SALE:
        count = len(query.models_on_sale(catalog, on))
        return Written(formatting.format_number(count), reverse("catalog:models"))
    kind = _counted_kind(what)
    if kind is None:
        return None
    return Written(formatting.format_number(len(getattr(catalog, kind.name))))


def _counted_kind(what: str) -> FactKind | None:
    return next((kind for kind in KINDS.values() if kind.tag and what == kind.many), None)


# ------------------------------------------------------------------------------------------ filling


def fill(text: str, catalog: Catalog, on: date, *, linked: bool = True) -> str:
    """Return a text with its references filled in, as Markdown links where `linked`.

    What nobody knows is written as unknown.
    """

    def write(match: re.Match[str]) -> str:
        written = _written(match["words"], catalog, on) or Written(formatting.UNKNOWN)
        if linked and written.address:
            return f"[{written.text}]({written.address})"
        return written.text

    return REFERENCE.sub(write, text) if "{{" in text else text


def as_html(text: str, catalog: Catalog, on: date) -> str:
    """Return a text in Markdown as HTML, with its references filled in."""
    return render(fill(text, catalog, on))


def as_inline_html(text: str, catalog: Catalog, on: date) -> str:
    """Return a sentence or two of Markdown as HTML without paragraphs, references filled in."""
    return render_inline(fill(text, catalog, on))


def with_places(texts: Iterable[str]) -> list[str]:
    """Return texts with one letter of private use for each reference, in their order.

    So a part of a text can be looked for and cut out before `fill_places` fills it in: a figure
    is that of the day on which it is shown.
    """
    places = count(FIRST_PLACE)
    return [REFERENCE.sub(lambda _: chr(next(places)), text) for text in texts]


def fill_places(part: str, texts: Iterable[str], catalog: Catalog, on: date) -> str:
    """Return a part of texts that went through `with_places`, filled in; the texts as written."""
    references = [match[0] for text in texts for match in REFERENCE.finditer(text)]
    for number, reference in enumerate(references):
        place = chr(FIRST_PLACE + number)
        if place in part:
            part = part.replace(place, fill(reference, catalog, on, linked=False))
    return part


def _written(words: str, catalog: Catalog, on: date) -> Written | None:
    form_name, _, argument = " ".join(words.split()).partition(" ")
    if form_name == COUNT:
        return _count(catalog, on, argument)
    form = FORMS.get(form_name)
    slug, _, more = argument.partition(" ")
    for kind_name in form.kinds if form else ():
        kind = KINDS[kind_name]
        row = kind.find(catalog, slug)
        if form is not None and row is not None:
            return form.write(catalog, on, kind, row, more)
    return None


# ----------------------------------------------------------------------------------------- checking


def reference_problems(text: str, exists: Exists) -> Iterator[str]:
    """Yield a sentence on each reference in a text that cannot be filled in."""
    if len(BRACES.findall(text)) != 2 * len(REFERENCE.findall(text)):
        yield "A reference is not closed: write {{ and }} around it."
    for match in REFERENCE.finditer(text):
        problem = _problem(match["words"], exists)
        if problem:
            yield f"“{match[0]}” {problem}"


def _problem(words: str, exists: Exists) -> str:
    form_name, _, argument = " ".join(words.split()).partition(" ")
    if form_name == COUNT:
        known_count = argument == ON_SALE or _counted_kind(argument) is not None
        return "" if known_count else f"counts nothing on file. Example: {{{{ count {ON_SALE} }}}}"
    form = FORMS.get(form_name)
    if form is None:
        names = formatting.format_list((*FORMS, COUNT), last="or")
        return f"is no reference. It begins with {names}."
    slug, _, more = argument.partition(" ")
    if form_name == "price" and more and more not in set(PriceUnit):
        return f"asks for a unit that is not one of {formatting.format_list(PriceUnit, last='or')}."
    if any(exists(kind, slug) for kind in form.kinds):
        return ""
    kinds = formatting.format_list((KINDS[kind].one for kind in form.kinds), last="or")
    return f"names no {kinds} on file. Example: {{{{ {form.example} }}}}"


def broken_references(catalog: Catalog, on: date) -> Iterator[str]:
    """Yield a sentence on each reference that nothing on file can fill in, with its text."""

    def exists(kind: str, slug: str) -> bool:
        return KINDS[kind].find(catalog, slug) is not None

    for kind, row, text in _texts(catalog):
        where = f"{formatting.capitalise(kind.one)} “{name_of(catalog, kind, row)}”"
        problems = list(reference_problems(text, exists)) or list(_empty(text, catalog, on))
        yield from (f"{where}: {problem}" for problem in problems)


def _texts(catalog: Catalog) -> Iterator[tuple[FactKind, Any, str]]:
    """Yield the texts that may hold references, with the rows that they stand in."""
    for kind in KINDS.values():
        names = [name for name, field in kind.described.items() if field.about.references]
        for row in getattr(catalog, kind.name) if names else ():
            yield from ((kind, row, getattr(row, name)) for name in names)


def _empty(text: str, catalog: Catalog, on: date) -> Iterator[str]:
    for match in REFERENCE.finditer(text):
        if _written(match["words"], catalog, on) is None:
            yield f"“{match[0]}” has nothing to write: the row says nothing of it."


def refuse_broken(catalog: Catalog, on: date) -> None:
    """Raise `BrokenReferenceError` where a text refers to what is not there."""
    problems = list(broken_references(catalog, on))
    if problems:
        raise BrokenReferenceError(f"Not published. {_several(problems)}")


def _several(problems: Iterable[str]) -> str:
    first, *others = problems
    more = formatting.format_count(len(others), "other reference is", "other references are")
    return f"{first} And {more} broken." if others else first
