"""How marks of levels and the calendar look in a file of their own.

For screens the stylesheet says it.
"""

from catalog.charts.svg import FLAME, INK, LEAF, PAPER, SECOND

BLUE, FLAME_TEXT = "#2f5d86", "#ab3a08"
LINE_COLOURS = (INK, BLUE, LEAF, FLAME)
SERIF = 'font-family="Newsreader, Georgia, serif" font-size="17"'
BOLD = 'font-weight="600"'


def _of_line(number: int, colour: str) -> dict[str, str]:
    """Return the styles of a level: its line, its dots and its words."""
    line = f'fill="none" stroke="{colour}" stroke-width="2.6"'
    words = f'fill="{FLAME_TEXT if colour == FLAME else colour}"'
    return {
        f"st l{number}": line,
        f"st l{number} dotted": f'{line} stroke-dasharray="2 4"',
        f"d{number}": f'fill="{colour}"',
        f"tl{number} t14 txb hl": f"{words} {BOLD}",
        f"tl{number} ser hl": f"{words} {SERIF}",
        f"tl{number} ser": f"{words} {SERIF}",
    }


FILE_STYLES: dict[str, str] = {
    "sheet": f'fill="{PAPER}"',
    "st-0": f'fill="none" stroke="{PAPER}" stroke-width="6"',
    "ln-f": f'fill="none" stroke="{FLAME}" stroke-width="2"',
    "k-up": f'fill="{FLAME}"',
    "k-end": f'fill="none" stroke="{INK}" stroke-width="2.4"',
    "tx2 t14": f'fill="{SECOND}"',
    "tx2 t14 hl": f'fill="{SECOND}"',
}
for _number, _colour in enumerate(LINE_COLOURS, start=1):
    FILE_STYLES |= _of_line(_number, _colour)
