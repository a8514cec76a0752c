"""How marks and words of a drawing look on paper and in a file of its own.

For screens the stylesheet says it.
"""

from collections.abc import Iterator, Mapping

from catalog.data_files import toml_of

_TABLE = toml_of(__file__)
_COLOURS: Mapping[str, str] = _TABLE["colours"]


def _attributes(look: Mapping[str, str]) -> str:
    """Write a look as attributes, colours by their names."""
    return " ".join(f'{name}="{_COLOURS.get(value, value)}"' for name, value in look.items())


def _level_looks() -> Iterator[tuple[str, str]]:
    """Yield the looks of the levels, each in its colour: line, dots and words."""
    for number, colour in enumerate(_TABLE["levels"], start=1):
        line = {"fill": "none", "stroke": colour, "stroke-width": "2.6"}
        words = {"fill": "flame-text" if colour == "flame" else colour}
        bold = {**words, "font-weight": "600"}
        serif = {**words, **_TABLE["serif"]}
        yield f"st l{number}", _attributes(line)
        yield f"st l{number} dotted", _attributes({**line, "stroke-dasharray": "2 4"})
        yield f"d{number}", _attributes({"fill": colour})
        yield f"tl{number} t14 txb hl", _attributes(bold)
        yield f"tl{number} ser hl", _attributes(serif)
        yield f"tl{number} ser", _attributes(serif)


# By the classes of a mark.
LOOKS: Mapping[str, str] = {
    **{style: _attributes(look) for style, look in _TABLE["looks"].items()},
    **dict(_level_looks()),
}
FONT = _attributes(_TABLE["font"])
