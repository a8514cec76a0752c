"""Markdown to clean HTML, and text as Markdown shows it."""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "ol": {"start"},
}
ATTRIBUTES |= {"th": {"scope", "class"}, "td": {"class"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}


def images(text: str) -> list[str]:
    """Return the addresses of the pictures in Markdown; `render` leaves them out."""
    tokens = (child for token in _parser().parse(text) for child in token.children or ())
    return [str(token.attrs["src"]) for token in tokens if token.type == "image"]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


@lru_cache(maxsize=256)
def render(text: str) -> str:
    """Return Markdown as HTML that holds no script, style or markup of its own."""
    html = _parser().render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return clean(html.replace("<th>", '<th scope="col">')).strip()


@lru_cache(maxsize=256)
def render_inline(text: str) -> str:
    """Return a sentence or two of Markdown as HTML without a paragraph around them."""
    return clean(_parser().renderInline(text)).strip()


@lru_cache(maxsize=256)
def clean(html: str) -> str:
    """Return HTML without whatever is not on the lists above."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#a-zA-Z0-9]+;)")
# what would make a heading or a list of a line
_STARTS = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[#+=-]))([#+=.)-])")
_LINES = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    line = _SPECIAL.sub(lambda match: f"\\{match[0]}", _LINES.sub(" ", text).strip())
    return _STARTS.sub(lambda match: f"{match[1]}\\{match[2]}", line)
