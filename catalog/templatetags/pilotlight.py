"""Words with their shapes, days, money, sources and charts, as every page writes them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from catalog import ages, formatting, references
from catalog.charts import svg
from catalog.filters.form import BoxesField, FieldParts, ListForm, field_parts
from catalog.markdown import clean
from catalog.schema import EDITORS_JUDGEMENT, UNSOURCED, Catalog, Source
from catalog.vocabulary import Available, ClaimStatus, Known, Training, Voice, Word

register = template.Library()


# --------------------------------------------------------------------------------- words and shapes

# What is not a word of the catalog: a cell over which sources disagree, and how a pilot stands.
PLAIN_WORDS = {
    "yes": "Yes",
    "limited": "Limited",
    "no": "No",
    "unknown": "Unknown",
    "disputed": "Disputed",
    "passed": "Passed",
    "failed": "Failed",
    "unsettled": "Not settled",
    "nodata": "No data",
}
CLAIM_WORDS = {status.value: status.label for status in ClaimStatus}
# A statement that is true, or true of another year, is drawn as one that others back, or that a
# newer figure replaced.
CLAIM_DRAWINGS = {
    ClaimStatus.DISPUTED: "contested",
    ClaimStatus.TRUE: "supported",
    ClaimStatus.OTHER_YEAR: "superseded",
}
SHAPES = frozenset({*PLAIN_WORDS, *CLAIM_WORDS})
# Words that are drawn as another.
DRAWN_AS = {
    Training.OPT_OUT.value: "limited",
    Available.RESTRICTED.value: "limited",
    Available.INVITATION.value: "limited",
}


def shape(word: object) -> tuple[str, str]:
    """Return the class and drawing of a word; one without a shape is drawn as unknown."""
    if isinstance(word, ClaimStatus):
        return word.value, CLAIM_DRAWINGS.get(word, word.value)
    kind = (
        {None: "unknown", True: "yes", False: "no"}[word]
        if word is None or isinstance(word, bool)
        else str(word)
    )
    kind = DRAWN_AS.get(kind, kind)
    return (kind, kind) if kind in SHAPES else ("unknown", "unknown")


@register.filter
def label(word: object) -> str:
    """Write a word as people read it."""
    if isinstance(word, Word):
        return word.label
    if word is None or isinstance(word, bool):
        return {None: "Unknown", True: "Yes", False: "No"}[word]
    return PLAIN_WORDS.get(str(word)) or CLAIM_WORDS.get(str(word)) or str(word)


@register.simple_tag
def v(word: object, text: str = "") -> SafeString:
    """Write a word with its shape.

    Words are yes, limited, no, unknown, disputed, passed, failed, unsettled, nodata, and those of
    claims.

    Takes a word of the vocabulary, one of the plain words above, or None for unknown. `text`
    replaces the word.
    """
    kind, drawing = shape(word)
    return format_html(
        (
            '<span class="v v-{}"><svg aria-hidden="true"><use '
            'href="#g-{}"/></svg><span>{}</span></span>'
        ),
        kind,
        drawing,
        text or label(word),
    )


NUMBER_OF_PERCENT = re.compile(r"(?<=\d) (?=%)")
# Three answers, three shapes: a tick, a cross, and a dashed ring where nobody says.
TRI = {
    Known.YES: ("yes", "tick", "yes"),
    Known.NO: ("no", "cross", "no"),
    Known.UNKNOWN: ("unknown", "ring", "not said"),
}


@register.simple_tag
def tri(answer: Known | str, hint: str = "", text: str = "") -> SafeString:
    """Write whether something holds: yes, no or not said, each with its shape.

    `text` replaces the word; a hint follows.
    """
    kind, drawing, words = TRI[Known.read(answer)]
    return format_html(
        (
            '<span class="tri tri-{}"><svg aria-hidden="true"><use '
            'href="#g-{}"/></svg><span>{}</span></span>{}'
        ),
        kind,
        drawing,
        text or words,
        format_html(' <span class="hint">{}</span>', hint) if hint else "",
    )


@register.filter
def listed(words: Iterable[Word | str]) -> str:
    """Write words as a list inside a sentence; an empty list is unknown."""
    return formatting.format_list(words) or formatting.UNKNOWN


@register.simple_tag(takes_context=True)
def aged(context: Context, *rows: Any) -> SafeString | str:
    """Write when rows were read, by the one read longest ago; nothing where none ages.

    It is marked where it is old.

    A row may be a list of rows. Needs `edition` (catalog.views.page.Reading).
    """
    age = _oldest(context, rows)
    if age is None:
        return ""
    return _marked(age) if age.is_old else age.words


@register.simple_tag(takes_context=True)
def aged_mark(context: Context, row: Any) -> SafeString | str:
    """Write, after the day of a row, that it is old, or that it was seen again; nothing else.

    Needs `edition` (catalog.views.page.Reading).
    """
    age = _oldest(context, [row])
    if age is None:
        return ""
    if age.is_old:
        return format_html("; {}", _marked(age))
    if age.seen in {None, row.as_of}:
        return ""
    return format_html("; seen again {}", day(age.seen))


@register.simple_tag(takes_context=True)
def board_read(context: Context, benchmark: str) -> SafeString | str:
    """Write when a board was read last, marked if long ago; nothing of one without scores."""
    reading = context["edition"]
    age = ages.board_age(reading.catalog, benchmark, reading.on, reading.sightings)
    if age is None:
        return ""
    return _marked(age) if age.is_old else age.words


def _oldest(context: Context, rows: Iterable[Any]) -> ages.Age | None:
    reading = context["edition"]
    facts = [row for group in rows for row in (group if isinstance(group, tuple) else (group,))]
    return ages.oldest(reading.catalog, facts, reading.on, reading.sightings)


def _marked(age: ages.Age) -> SafeString:
    ask = ": ask the seller before you pay" if age.asks else ""
    return format_html('<span class="old">{}{}</span>', age.words, ask)


@register.filter
def labels(words: Iterable[Word]) -> str:
    """Write words of a closed list as names, each as its label has it: Slack, Microsoft Teams."""
    return ", ".join(word.label for word in words)


@register.filter
def boxes(bound: BoundField) -> list[tuple[str, str, bool]]:
    """Return the boxes of a field of several choices: value, label, and whether it is ticked."""
    field: BoxesField = bound.field  # type: ignore[assignment]  # of no other field
    return field.boxes(bound.value() or ())


@register.filter
def parted(form: ListForm) -> FieldParts:
    """Return the controls of a list in two parts, the second folded away."""
    return field_parts(form, getattr(form, "first_fields", ()))


@register.filter
def item(rows: Sequence[Any], place: int) -> Any:
    return rows[place]


# ----------------------------------------------------------------------------- days, money, numbers


def _date(when: date | datetime) -> date:
    if isinstance(when, datetime):
        return timezone.localdate(when) if timezone.is_aware(when) else when.date()
    return when


def _time(when: date | datetime | None, write: Callable[[date], str]) -> SafeString | str:
    if when is None:
        return formatting.UNKNOWN
    return format_html('<time datetime="{}">{}</time>', _date(when).isoformat(), write(_date(when)))


@register.filter
def day(when: date | datetime | None) -> SafeString | str:
    """Write a day for tables: 24 Nov 2026; None is unknown."""
    return _time(when, formatting.format_day)


@register.filter
def longday(when: date | datetime | None) -> SafeString | str:
    """Write a day for prose: 24 November 2026; None is unknown."""
    return _time(when, formatting.format_long_day)


WRITERS: Mapping[str, Callable[..., str]] = {
    "money": formatting.or_unknown(formatting.format_money),
    "price": formatting.or_unknown(formatting.format_price),
    "plan_price": formatting.format_plan_price,
    "amount": formatting.format_amount,
    "number": formatting.or_unknown(formatting.format_number),
    "spelled": formatting.spell_count,
    "running": formatting.inline_label,
    "lower_first": formatting.lower_first,
}
for name, write in WRITERS.items():
    register.filter(name, write)


# --------------------------------------------------------------------------------- sources, release


def voice(source: Source | None) -> SafeString | str:
    """Mark a source that sells the thing or repeats others; other voices need no mark."""
    if source is None or source.voice not in {Voice.SELLER, Voice.REPEATS}:
        return ""
    return format_html('<span class="tag">{}</span>', formatting.inline_label(source.voice))


@register.simple_tag(takes_context=True)
def source(context: Context, ref: Source | str, *, read: bool = True, who: str = "") -> SafeString:
    """Write where a fact comes from, linked to the source's page: title, day read, a mark.

    The mark says that the source sells the thing or repeats others.

    `ref` is a source or its slug, which is looked up in the context's edition; `who` says who
    measured instead of the title.
    """
    edition = context.get("edition")
    origin = ref if isinstance(ref, Source) else edition and edition.catalog.source.get(ref)
    if not origin:
        return format_html("{}", "no source" if ref == UNSOURCED else "source unknown")
    address = reverse("catalog:source", args=[origin.slug])
    if words := {EDITORS_JUDGEMENT: "editor’s judgement", UNSOURCED: "no source"}.get(origin.slug):
        return format_html('<a class="src" href="{}">{}</a>', address, words)
    parts: list[SafeString] = [
        format_html('<a class="src" href="{}">{}</a>', address, who or origin.title)
    ]
    if read and origin.retrieved is not None:
        parts.append(format_html(", read {}", day(origin.retrieved)))
    if mark := voice(origin):
        parts.append(format_html(" {}", mark))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag(takes_context=True)
def publisher(context: Context, slug: str) -> SafeString:
    """Write where a fact comes from on one line: who publishes it, its title to hear and to hover.

    It is for rows of a list, where titles would take most of the space.
    """
    edition = context.get("edition")
    origin = edition and edition.catalog.source.get(slug)
    if not origin or slug in {EDITORS_JUDGEMENT, UNSOURCED} or not origin.publisher:
        return source(context, slug)
    read = format_html(", read {}", day(origin.retrieved)) if origin.retrieved else ""
    return format_html(
        '<a class="src" href="{}" title="{}">{}<span class="vh">: {}</span></a>{}',
        reverse("catalog:source", args=[slug]),
        origin.title,
        origin.publisher,
        origin.title,
        read,
    )


@register.simple_tag(takes_context=True)
def firm(context: Context, slug: str) -> SafeString:
    """Write a firm's name, linked to its page."""
    edition = context.get("edition")
    provider = edition and edition.catalog.provider.get(slug)
    if not provider:
        return format_html("{}", slug)
    return format_html(
        '<a href="{}">{}</a>', reverse("catalog:provider", args=[slug]), provider.name
    )


@register.simple_tag
def counts(catalog: Catalog) -> str:
    """Say how much is on file: all rows of the release, whether or not they are on sale."""
    parts = (
        formatting.format_count(len(catalog.models), "model", "models"),
        formatting.format_count(len(catalog.scores), "score", "scores"),
        formatting.format_count(len(catalog.use_cases), "use case", "use cases"),
        formatting.format_count(len(catalog.claims), "claim", "claims"),
    )
    return ", ".join(parts) + "."


# -------------------------------------------------------------------------------------- site's head


SITE_LINKS = (
    ("Jobs", "catalog:matrix"),
    ("Apps", "catalog:apps"),
    ("Models", "catalog:models"),
    ("Prices", "catalog:prices"),
    ("Claims", "catalog:claims"),
    ("Learn", "catalog:learn"),
)


@register.inclusion_tag("components/site_nav.html", takes_context=True)
def site_nav(context: Context) -> dict[str, list[tuple[str, str, str]]]:
    """Write the links of the head and mark the one the visitor is under."""
    path = getattr(context.get("request"), "path", "")
    links = [(words, reverse(view)) for words, view in SITE_LINKS]
    if own_plans := context.get("own_plans"):
        links.append(("Your plans", own_plans))
    return {"links": [(words, address, _current(path, address)) for words, address in links]}


def _current(path: str, address: str) -> str:
    """Return how a link marks that the visitor is on its page, or below it."""
    if path == address:
        return "page"
    return "true" if path.startswith(address) else ""


# ----------------------------------------------------------------------------- prose of the editors


@register.simple_tag(takes_context=True)
def prose(context: Context, text: str) -> SafeString:
    """Write an editor’s Markdown with references filled in from the release and the page's day."""
    edition = context["edition"]
    return cleaned(references.as_html(text, edition.catalog, day_of(edition)))


@register.simple_tag(takes_context=True)
def sentence(context: Context, text: str) -> SafeString:
    """Write an editor’s sentence or two with its references filled in."""
    edition = context["edition"]
    return cleaned(references.as_inline_html(text, edition.catalog, day_of(edition)))


@register.filter
def whole_figures(text: str) -> SafeString:
    """Keep a number and its per cent on one line."""
    escaped = conditional_escape(text)
    return mark_safe(NUMBER_OF_PERCENT.sub("\u00a0", escaped))  # noqa: S308  # escaped


def day_of(edition: Any) -> date:
    """Return the day that a page is read as of; today where it is asked for none."""
    on: date = getattr(edition, "on", None) or timezone.localdate()
    return on


@register.filter
def cleaned(html: str) -> SafeString:
    """Let an editor's HTML through; it was cleaned when it was rendered, and is once more here.

    The one place in the project where a string becomes trusted HTML.
    """
    return mark_safe(clean(html))  # noqa: S308  # nh3 has just taken out whatever is not on its lists


# ------------------------------------------------------------------------------------------- charts


@register.simple_tag
def chart(figure: Any) -> SafeString:
    """Draw prices over time or scores against costs: `{% chart figure %}`.

    What can be drawn is in `catalog.charts` and `catalog.views.pictures`.
    """
    wide, narrow = (figure.draw(*size) for size in figure.sizes)
    return svg.drawn_twice(wide, narrow, figure.title, figure.desc, broad=figure.broad)


@register.simple_tag
def chart_small(figure: Any) -> SafeString:
    """Draw the same once, as narrow as on a phone."""
    return svg.as_svg(figure.draw(*figure.sizes[1]), figure.title, figure.desc)
