"""The learning shelf: articles, the six contrasts, words, the FAQ, and how plans are decided."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape, unescape
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.text import slugify

from catalog import query
from catalog.claims import disputed
from catalog.markdown import render
from catalog.references import as_html
from catalog.releases import Reading
from catalog.schema import Catalog, Term
from catalog.views.makers import media_in_order
from catalog.views.matrix import JobGroup, by_trade, kindest_first
from catalog.views.page import page, reads_release, row_or_404
from catalog.views.plan_lines import plan_lines
from catalog.views.use_cases import matrix_row
from catalog.vocabulary import Branch, Figure, PriceUnit
from config.environment import PROJECT

# no link inside a link, a title, a program or a tag
UNTOUCHED = r"<(a|code|h[1-4]|pre|th)\b.*?</\1>|<[^>]*>"
METHOD = PROJECT / "docs" / "recommendation.md"
SCROLLS = '<div class="scroll" role="region" tabindex="0" aria-label="Table {}">'
HEADING = re.compile(r"<h2>(.*?)</h2>")
HEADING_BELOW = re.compile(r"<h3>(.*?)</h3>")
# What a closed part of the method comes to, by its number.
PARTS_IN_A_LINE = {
    "1": "What breaks a limit of yours is out. What no source says is never guessed.",
    "2": "Each job has its kinds of tools. What needs no AI and what you have come first.",
    "3": "What you pay, your people’s hours at their wage, and what wrong results cost.",
    "4": "The cheapest month is named; when to leave the work to people, and how sure that is.",
    "5": "On people, patients, sums and limits that may hurt: who or what decides instead.",
    "6": "How many of your cases to try, when to stop, and what your counts change.",
    "7": "A law office and three models on its own machine, with every sum.",
    "8": "Each figure that we guess before you test, with its reason.",
    "9": "When a fact is marked as old, and why that changes no name.",
}


@reads_release
def learn(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the articles, and show what belongs to what."""
    catalog = reading.catalog
    articles = sorted(catalog.articles, key=lambda row: (row.position, row.slug))
    return page(
        request,
        "catalog/learn.html",
        reading,
        articles=articles,
        contrasts=len(catalog.contrasts),
        modalities=media_in_order(catalog),
        kinds=kinds_on_sale(catalog, reading.on),
    )


@reads_release
def contrasts(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Set language models against generative AI, a question a row."""
    rows = sorted(reading.catalog.contrasts, key=lambda row: (row.position, row.slug))
    sources = tuple(dict.fromkeys(row.source for row in rows))
    return page(request, "catalog/contrasts.html", reading, contrasts=rows, sources=sources)


@reads_release
def article(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show an article and what comes after it."""
    catalog = reading.catalog
    shelf = sorted(catalog.articles, key=lambda row: (row.position, row.slug))
    article = row_or_404(shelf, slug)
    index = shelf.index(article)
    before, after = shelf[:index], shelf[index + 1 :]
    plans = [row for row in catalog.app_plans if row.slug in article.plans]
    html = as_html(article.markdown, catalog, reading.on)
    return page(
        request,
        "catalog/article.html",
        reading,
        article=article,
        plans=plan_lines(reading, plans),
        text=explained(html, catalog.terms),
        before=next(reversed(before), None),
        after=next(iter(after), None),
        **_drawing(article.figure, catalog, reading.on),
    )


def _drawing(figure: Figure | None, catalog: Catalog, on: date) -> dict[str, Any]:
    """Return the drawing of an article, with what it counts."""
    if figure is None:
        return {"drawing": ""}
    drawing: dict[str, Any] = {"drawing": f"catalog/figures/{figure}.html"}
    match figure:
        case Figure.FAMILY:
            drawing["kinds"] = kinds_on_sale(catalog, on)
        case Figure.PAYING:
            drawing["cached"] = cached_percent(catalog, on)
        case Figure.TRADES:
            drawing["trades"] = matrix_by_trade(catalog, on)
        case Figure.YIELDS:
            drawing["yields"] = yields(STEP_PASSES)
            drawing["passes"] = STEP_PASSES
        case _:  # the others count nothing
            pass
    return drawing


STEP_PASSES = 90  # results of 100 that come through a step, in the example of the article on chains
STEPS = 4


def yields(passes: int, steps: int = STEPS) -> tuple[int, ...]:
    """Return how many of 100 come through after each step, if so many come through one."""
    return tuple(round(100 * (passes / 100) ** step) for step in range(1, steps + 1))


def matrix_by_trade(catalog: Catalog, on: date) -> tuple[JobGroup, ...]:
    """Return every job under its trade with its two answers.

    Those that language models do come first.
    """
    contested = disputed(catalog).cells
    rows = [matrix_row(catalog, case, on, contested) for case in catalog.use_cases]
    return by_trade(catalog, sorted(rows, key=kindest_first))


def kinds_on_sale(catalog: Catalog, on: date) -> dict[str, int]:
    """Return how many models on sale make text, something else, both, and nothing new."""
    columns = Counter(query.branches(catalog, model) for model in query.models_on_sale(catalog, on))
    both = columns[Branch.LANGUAGE, Branch.MEDIA]
    return {
        "language": columns[Branch.LANGUAGE,] + both,
        "both": both,
        "media": columns[Branch.MEDIA,] + both,
        "neither": columns[()],
    }


def cached_percent(catalog: Catalog, on: date) -> int | None:
    """Return the cost of reading again against reading anew, in percent; None without any.

    It is the median of makers' own offers.
    """
    shares = []
    for offer in catalog.offers:
        model = catalog.model.get(offer.model)
        if model is None or offer.seller != model.provider:
            continue
        usd = {price.unit: price.usd for price in query.prices(catalog, offer.slug, on)}
        anew, cached = usd.get(PriceUnit.INPUT_MTOK), usd.get(PriceUnit.CACHED_INPUT_MTOK)
        if anew and cached is not None:
            shares.append(float(cached / anew))
    return round(median(shares) * 100) if shares else None


@reads_release
def glossary(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the words of the trade in plain words."""
    terms = sorted(reading.catalog.terms, key=lambda row: (row.term.casefold(), row.slug))
    return page(request, "catalog/glossary.html", reading, terms=terms)


@reads_release
def faq(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Answer what people ask before they start."""
    rows = sorted(reading.catalog.faq, key=lambda row: (row.position, row.slug))
    return page(request, "catalog/faq.html", reading, entries=rows)


@reads_release
def method(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Explain how a plan is worked out; the page is `docs/recommendation.md`."""
    if not METHOD.is_file():
        raise Http404
    if settings.DEBUG:
        method_sections.cache_clear()
    return page(request, "catalog/method.html", reading, sections=method_sections(METHOD))


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPart:
    """A part of the method, closed until somebody opens it."""

    anchor: str
    heading: str  # HTML, as `text`
    line: str  # what it comes to
    text: str


@lru_cache(maxsize=1)
def method_sections(file: Path) -> tuple[MethodPart, ...]:
    """Return the parts of a document, by its headings of the second level.

    The document's title is that of the page.
    """
    html = render(file.read_text(encoding="utf-8").partition("\n")[2])
    # A worked example has more columns than a phone is wide: its table scrolls by itself, by
    # keyboard too.
    numbers = count(1)
    html = re.sub("<table>", lambda _: f"{SCROLLS.format(next(numbers))}<table>", html)
    html = HEADING_BELOW.sub(_with_anchor, html.replace("</table>", "</table></div>"))
    _, *rest = HEADING.split(html)
    return tuple(
        MethodPart(
            anchor=_anchor(words),
            heading=words,
            line=PARTS_IN_A_LINE.get(words.partition(".")[0], ""),
            text=text,
        )
        for words, text in zip(rest[::2], rest[1::2], strict=True)
    )


def _with_anchor(heading: re.Match[str]) -> str:
    return f'<h3 id="{_anchor(heading[1])}">{heading[1]}</h3>'


def _anchor(heading: str) -> str:
    return slugify(strip_tags(heading))


@dataclass(frozen=True, slots=True)
class Explained:
    """An article with its words linked, and the words in the order in which they come."""

    html: str
    terms: tuple[Term, ...]


@lru_cache(maxsize=128)
def explained(html: str, terms: tuple[Term, ...]) -> Explained:
    """Link each term's first use in running text to `#word-<slug>`, longer terms first."""
    names = {name: term for term in terms for name in spellings(term.term)}
    if not names:
        return Explained(html, ())
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    word = rf"{UNTOUCHED}|(?<![\w-])(?P<name>{'|'.join(map(re.escape, longest_first))})(?![\w-])"
    found: dict[str, Term] = {}

    def link(match: re.Match[str]) -> str:
        term = names.get((match["name"] or "").lower())  # no name: what stays UNTOUCHED
        if term is None or term.slug in found:
            return match[0]
        found[term.slug] = term
        return f'<a href="#word-{term.slug}">{escape(match[0], quote=False)}</a>'

    linked = re.sub(word, link, html, flags=re.IGNORECASE | re.DOTALL)
    return Explained(linked, tuple(found.values()))


def spellings(term: str) -> Iterable[str]:
    """Return the small-letter forms of a term: for one and many, with and without brackets."""
    plain, _, bracket = unescape(term).partition("(")
    written = [plain.strip().lower()]
    if bracket and " " not in bracket.rstrip(") "):
        written.append(bracket.rstrip(") ").lower())
    for name in written:
        yield name
        ends_in_ies = name.endswith("y") and name[-2:-1] not in "aeou"
        yield f"{name[:-1]}ies" if ends_in_ies else f"{name}s"
