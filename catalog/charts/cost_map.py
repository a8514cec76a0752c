"""What each way costs against how often a test found it wrong.

A line shows where the work by hand costs as much.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalog.charts.marks import (
    Anchor,
    Box,
    ChartLink,
    Dot,
    Drawing,
    Extent,
    LineMark,
    Mark,
    Path,
    TextMark,
    closed_path,
    link_to_row,
    wrapped,
)
from catalog.charts.scales import even_scale

SIZE = 14.0
LINE = 17.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 14.0, 30.0, 46.0  # what the axes and their words need
RINGS = range(12, 200, 12)  # how far from its spot a name may stand, the nearest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A way that was tested, or the work by hand."""

    name: str
    cost: float
    wrong: float  # share of the cases, 0 to 1
    # Between which shares the truth may lie, after so few cases; None where nothing was counted.
    span: tuple[float, float] | None = None
    chosen: bool = False
    by_hand: bool = False
    row: int = 0  # of the table behind it, from 1, to which it leads; 0: to none


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisStep:
    """A step of an axis, with its words."""

    at: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostMap:
    """All that the map shows. The steps reach beyond every spot, from the lowest."""

    spots: tuple[Spot, ...]
    costs: tuple[AxisStep, ...]
    wrongs: tuple[AxisStep, ...]
    across: str  # what the cost is
    up: str  # what the share is
    # The share at the lowest cost step up to which it pays; None where by hand is not known.
    pays_up_to: float | None = None
    pays: str = ""  # the word in that zone

    @property
    def by_hand(self) -> Spot | None:
        return next((spot for spot in self.spots if spot.by_hand), None)

    def place(self, width: float, height: float) -> "Plane":
        return Plane(map=self, width=width, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Where costs and shares stand on a sheet."""

    map: CostMap
    width: float
    height: float

    @property
    def floor(self) -> float:
        return self.height - BOTTOM

    def x(self, cost: float) -> float:
        first, last = self.map.costs[0].at, self.map.costs[-1].at
        return even_scale(first, last, LEFT, self.width - RIGHT).place(cost)

    def y(self, share: float) -> float:
        return even_scale(0, self.map.wrongs[-1].at, self.floor, TOP).place(share)


def cost_map(shown: CostMap, *, width: float, height: float) -> Drawing:
    """Draw the map; every spot has its name, which touches no other name and no spot."""
    plane = shown.place(width, height)
    names = _names(plane)
    written = [mark for name in names for mark in name]
    drawn = [*_zone(plane), *_grid(plane), *_spans(plane), *_spots(plane)]
    marks = [*drawn, *written, *_zone_word(plane, written)]
    pairs = zip(shown.spots, names, strict=True)
    links = tuple(_link(plane, spot, name) for spot, name in pairs if spot.row)
    return Drawing(width, height, tuple(marks), links)


def _link(plane: Plane, spot: Spot, written: Sequence[Mark]) -> ChartLink:
    """Return what leads from a spot and its name to its row."""
    reach = 12.0
    x, y = plane.x(spot.cost), plane.y(spot.wrong)
    around = Box(x - reach, y - reach, 2 * reach, 2 * reach, "hit")
    texts = [mark for mark in written if isinstance(mark, TextMark)]
    if not texts:
        return link_to_row(spot.row, spot.name, around)
    left, right, top, bottom = _extent(texts)
    name = Box(left, top, right - left, bottom - top, "hit")
    return link_to_row(spot.row, spot.name, around, name)


def _zone(plane: Plane) -> Iterator[Mark]:
    """Yield the zone in which it pays, and the dashed line where by hand costs as much."""
    by_hand, share = plane.map.by_hand, plane.map.pays_up_to
    if by_hand is None or share is None or share <= 0:
        return
    first, top = plane.map.costs[0].at, plane.map.wrongs[-1].at
    # The line falls from that share at the lowest cost to none at what by hand costs.
    cut = by_hand.cost - (by_hand.cost - first) * min(top / share, 1)
    start = (plane.x(cut), plane.y(min(share, top)))
    end = (plane.x(by_hand.cost), plane.floor)
    corners = (LEFT, plane.floor), (LEFT, start[1]), start, end
    yield Path(closed_path(*corners), "zone")
    yield LineMark(*start, *end, "even")


def _zone_word(plane: Plane, written: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the word of the zone, at its floor, where it first touches no spot, span or name."""
    by_hand, share = plane.map.by_hand, plane.map.pays_up_to
    if by_hand is None or not share:
        return
    taken = [box for spot in plane.map.spots for box in _taken_by(plane, spot)]
    taken += [mark.extent for mark in written if isinstance(mark, TextMark)]
    for step in range(int(plane.x(by_hand.cost) - LEFT) // 8):
        word = TextMark(LEFT + 8 + 8 * step, plane.floor - 10, plane.map.pays, "t14 txl")
        if _is_free(plane, word.extent, taken):
            yield word
            return


def _grid(plane: Plane) -> Iterator[Mark]:
    right = plane.width - RIGHT
    for step in plane.map.wrongs:
        y = plane.y(step.at)
        yield LineMark(LEFT, y, right, y, "gr")
        yield TextMark(LEFT - 8, y + 5, step.says, "t14 tx2", "end")
    yield LineMark(LEFT, plane.floor, right, plane.floor, "ax")
    free_from = 0.0
    for step in plane.map.costs:
        text = TextMark(plane.x(step.at), plane.floor + 19, step.says, "t14 tx2", "middle")
        is_last = step is plane.map.costs[-1]
        text = replace(text, x=plane.width, anchor="end") if is_last else text
        if text.left >= free_from:
            free_from = text.right + 8
            yield text
    yield TextMark(0, 14, plane.map.up, "t14 tx2")
    yield TextMark(plane.width, plane.height - 6, plane.map.across, "t14 tx2", "end")


def _spans(plane: Plane) -> Iterator[Mark]:
    """Yield an upright through each spot, between the shares that the test leaves open."""
    for spot in plane.map.spots:
        if spot.span is None:
            continue
        x = plane.x(spot.cost)
        low, high = (plane.y(share) for share in spot.span)
        style = "span-f" if spot.chosen else "span"
        yield LineMark(x, high, x, low, style)
        for y in (low, high):
            yield LineMark(x - 4, y, x + 4, y, style)


def _spots(plane: Plane) -> Iterator[Mark]:
    for spot in plane.map.spots:
        x, y = plane.x(spot.cost), plane.y(spot.wrong)
        if spot.by_hand:
            yield Box(x - 7, y - 7, 14, 14, "sq")
        elif spot.chosen:
            yield Dot(x, y, 8, "dot-f")
        else:
            yield Dot(x, y, 6, "dot")


def _names(plane: Plane) -> list[tuple[Mark, ...]]:
    """Return each spot's name at the nearest free place, the chosen one's first.

    A line leads to the name where that is far.
    """
    spots = plane.map.spots
    written: list[tuple[Mark, ...]] = [() for _ in spots]
    taken = [box for spot in plane.map.spots for box in _taken_by(plane, spot)]
    for number in sorted(range(len(spots)), key=lambda number: not spots[number].chosen):
        spot = spots[number]
        lines, ring = _placed(plane, spot, taken)
        if not lines:
            continue
        extent = _extent(lines)
        taken.append(extent)
        written[number] = lines
        if ring > RINGS[0]:
            x, y = plane.x(spot.cost), plane.y(spot.wrong)
            middle = (extent.top + extent.bottom) / 2
            written[number] = (LineMark(x, y, lines[0].x, middle, "gr"), *lines)
    return written


def _placed(plane: Plane, spot: Spot, taken: Sequence[Extent]) -> tuple[tuple[TextMark, ...], int]:
    """Return the name in lines where it touches nothing, and how far off; nothing if no room."""
    style = "t14 txf" if spot.chosen else "t14 txb"
    width = plane.width * 0.55
    lines = len(wrapped(spot.name, width, SIZE))
    for ring in RINGS:
        for anchor, dx, dy in _ways(ring, lines):
            x, y = plane.x(spot.cost) + dx, plane.y(spot.wrong) + dy
            texts = TextMark(x, y, spot.name, style, anchor).in_lines(width, LINE)
            if _is_free(plane, _extent(texts), taken):
                return texts, ring
    return (), 0


def _ways(ring: int, lines: int) -> Iterable[tuple[Anchor, float, float]]:
    """Return where a name may stand around its spot."""
    up = -ring - (lines - 1) * LINE
    yield from (("start", ring, 5), ("end", -ring, 5))
    yield from (("start", 4, up), ("end", -4, up), ("start", 4, ring + 12), ("end", -4, ring + 12))


def _extent(lines: Sequence[TextMark]) -> Extent:
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return Extent(left, right, lines[0].extent.top, lines[-1].extent.bottom)


def _taken_by(plane: Plane, spot: Spot) -> Iterator[Extent]:
    """Yield what a spot covers, and its span."""
    x, y = plane.x(spot.cost), plane.y(spot.wrong)
    yield Extent.around(x, y, 9)
    if spot.span is not None:
        low, high = spot.span
        yield Extent(x - 5, x + 5, plane.y(high), plane.y(low))


def _is_free(plane: Plane, extent: Extent, taken: Sequence[Extent]) -> bool:
    left, right, top, bottom = extent
    is_inside = left >= LEFT and right <= plane.width and top >= TOP - 10 and bottom <= plane.floor
    return is_inside and not extent.touches_any(taken)
