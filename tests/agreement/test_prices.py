"""The pages of prices and the calendar say what the raw files say, and all the same.

So do their files and pictures.
"""

import csv
import io
import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from tests.agreement import calendar_oracle, level_oracle
from tests.agreement.oracle import by_slug
from tests.support import page_of

TODAY = date(2026, 11, 30)
MONTHS = "January February March April May June July August September October November December"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def levels_json(client: Client) -> list[dict[str, Any]]:
    data = json.loads(client.get(f"/prices/prices.json?as_of={TODAY}").content, parse_float=Decimal)
    return [board | {"code": board["board"]} for board in data["boards"]]


def points(client: Client) -> list[tuple[str, int, dict[str, Any]]]:
    """Return every month of every level as the file for programs has it."""
    return [
        (board["code"], int(level["level"]), month)
        for board in levels_json(client)
        for level in board["levels"]
        for month in level["months"]
    ]


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(f"{address}?as_of={TODAY}").content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def plain(html: str) -> str:
    """Return what a reader sees, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def in_words(usd: Decimal, finest: str = "0.01") -> str:
    """Write an amount as the page does: cents below a dollar, dollars and cents above."""
    rounded = usd.quantize(Decimal(finest), ROUND_HALF_UP)
    if rounded < 1:
        cents = f"{(rounded * 100).normalize():f}"
        return f"{cents} {'cent' if cents == '1' else 'cents'}"
    return f"${usd.quantize(Decimal('0.01'), ROUND_HALF_UP)}".removesuffix(".00")


FINEST = {"text": "0.01", "pictures": "0.001", "transcription": "0.0001"}


def test_every_point_is_that_of_the_raw_files(client: Client) -> None:
    wrong = []
    for board, level, month in points(client):
        day = level_oracle.month_end(month["month"], TODAY)
        expected = level_oracle.point(board, level, day)
        is_right = (
            expected is not None
            and month["usd"] == expected.usd
            and f"{month['model']}@{month['seller']}" in expected.offers
        )
        if not is_right:
            wrong.append((board, level, month, expected))

    assert wrong == []


def test_every_level_begins_when_the_raw_files_first_have_a_price(client: Client) -> None:
    for board in levels_json(client):
        for level in board["levels"]:
            place = (board["code"], int(level["level"]))
            reached = date.fromisoformat(level["reached"])
            before = level_oracle.point(*place, date.fromordinal(reached.toordinal() - 1))
            start = level_oracle.point(*place, reached)
            assert before is None, place
            assert start is not None, place
            assert level["start_usd"] >= start.usd, place
            assert level["named_after"] in {
                row["model"] for row in level_oracle.reaching(*place)
            }, place


def test_gpt_4_turbos_level_cost_what_everybody_cites(client: Client) -> None:
    (months,) = (
        {month["month"]: month["usd"] for month in level["months"]}
        for level in levels_json(client)[0]["levels"]
        if level["named_after"] == "gpt-4-turbo"
    )
    page = plain(page_of(client.get(f"/prices/?as_of={TODAY}")))

    assert months["2023-12"] == Decimal(15)
    assert in_words(months["2024-12"]) == "13 cents"
    assert in_words(months["2026-11"]) == "6 cents"
    assert "What cost $15 in November 2023 costs 6 cents" in page
    assert "three parts read and one written" in page


def test_table_and_csv_have_the_same_prices(client: Client) -> None:
    rows = {
        (row["board"], int(row["level"]), row["month"]): row
        for row in csv_rows(client, "/prices/prices.csv")
    }
    html = page_of(client.get(f"/prices/?as_of={TODAY}"))

    assert len(rows) == len(points(client))
    for board, level, month in points(client):
        row = rows[board, level, month["month"]]
        assert Decimal(row["usd"]) == month["usd"]
        assert (row["model"], row["seller"]) == (month["model"], month["seller"])
    for data in levels_json(client):
        words = table_of(html, data["code"])
        for place, line in enumerate(data["levels"]):
            for month in line["months"]:
                year, number = map(int, month["month"].split("-"))
                name = f"{MONTHS.split()[number - 1]} {year}"
                price = in_words(month["usd"], FINEST[data["code"]])
                model = by_slug("models")[month["model"]]["name"]
                assert words[name][place] == f"{price} {model}", (line["name"], name)


def table_of(html: str, board: str) -> dict[str, list[str]]:
    """Return the cells of the table of every month of a board, by month."""
    section = html.partition(f'id="{board}"')[2].partition("</section>")[0]
    body = section.partition("every month</caption>")[2]
    found = {}
    for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', body, re.DOTALL):
        name, *cells = re.split(r"</th>|</td>", row)
        texts = [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in cells]
        found[name] = texts[:-1]
    return found


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("board", ["text", "pictures"])
def test_picture_has_the_same_prices(client: Client, board: str) -> None:
    root = ET.fromstring(client.get(f"/prices/{board}.svg?as_of={TODAY}").content)  # noqa: S314
    data = next(row for row in levels_json(client) if row["code"] == board)
    scale = amounts_at(root)
    left, right = axis(root)
    first = min(date.fromisoformat(level["reached"]) for level in data["levels"])
    days = (TODAY - first).days + 1

    for colour, level in zip(COLOURS, data["levels"], strict=False):
        runs = [steps(path.attrib["d"]) for path in lines(root, colour)]
        for month in level["months"]:
            begin = max(
                date.fromisoformat(f"{month['month']}-01"), date.fromisoformat(level["reached"])
            )
            middle = begin.toordinal() + 0.5 * (
                date.fromisoformat(month["day"]).toordinal() - begin.toordinal()
            )
            x = left + (middle - first.toordinal()) / days * (right - left)
            heights = [y for run in runs for start, end, y in run if start - 0.1 <= x <= end + 0.1]
            assert heights, (level["name"], month)
            price = float(month["usd"])
            assert min(abs(scale(y) / price - 1) for y in heights) < 0.005, (level["name"], month)


COLOURS = ("#221c15", "#2f5d86", "#2a6440", "#d9540b")


def lines(root: ET.Element, colour: str) -> list[ET.Element]:
    return [
        path
        for path in root.iter(f"{SVG}path")
        if path.get("stroke") == colour and path.get("stroke-width") == "2.6"
    ]


def steps(outline: str) -> list[tuple[float, float, float]]:
    """Return the level stretches of an outline: from, to, height."""
    found = []
    x = y = 0.0
    for letter, numbers in re.findall(r"([MVH])([-\d. ]+)", outline):
        values = [float(number) for number in numbers.split()]
        if letter == "M":
            x, y = values
        elif letter == "V":
            y = values[0]
        else:
            found.append((x, values[0], y))
            x = values[0]
    return found


def amounts_at(root: ET.Element) -> Any:
    """Return what reads an amount off a height, by the words at the axis."""
    marks = [
        (float(text.attrib["y"]) - 4, amount(text.text or ""))
        for text in root.iter(f"{SVG}text")
        if text.get("text-anchor") == "end" and re.fullmatch(r"\$[\d,]+|[\d.]+ c", text.text or "")
    ]
    (low_y, low), (high_y, high) = max(marks), min(marks)

    def read(y: float) -> float:
        share = (low_y - y) / (low_y - high_y)
        return float(low * (high / low) ** share)

    return read


def amount(words: str) -> float:
    if words.startswith("$"):
        return float(words[1:].replace(",", ""))
    return float(words.removesuffix(" c")) / 100


def axis(root: ET.Element) -> tuple[float, float]:
    """Return where the axis of days begins and ends."""
    outline = next(
        path.attrib["d"] for path in root.iter(f"{SVG}path") if path.get("stroke") == "#857968"
    )
    left, _, right, _ = map(float, re.findall(r"[-\d.]+", outline))
    return left, right


# ------------------------------------------------------------------------------------- the calendar


def calendar_json(client: Client, query: str = "") -> list[dict[str, Any]]:
    response = client.get(f"/calendar/calendar.json?as_of={TODAY}{query}")
    rows: list[dict[str, Any]] = json.loads(response.content, parse_float=Decimal)["rows"]
    return rows


def as_row(row: dict[str, Any]) -> calendar_oracle.Row:
    def units(prices: list[dict[str, Any]]) -> frozenset[tuple[str, Decimal]]:
        return frozenset((price["unit"], Decimal(price["usd"])) for price in prices)

    return calendar_oracle.Row(
        row["day"],
        row["kind"],
        row["model"],
        frozenset(row["sellers"]),
        units(row["before"]),
        units(row["after"]),
    )


def test_every_row_of_the_calendar_is_one_of_the_raw_files(client: Client) -> None:
    expected = calendar_oracle.calendar_rows(TODAY)
    shown = calendar_json(client, "&at=all")

    assert len(shown) == len(expected)
    assert {as_row(row) for row in shown} == expected
    for row in shown:
        assert row["days_left"] == (date.fromisoformat(row["day"]) - TODAY).days
        assert row["by_maker"] is calendar_oracle.is_makers(as_row(row), TODAY), row
    makers = {as_row(row) for row in calendar_json(client)}
    assert makers == {row for row in expected if calendar_oracle.is_makers(row, TODAY)}


@pytest.mark.parametrize(
    "query", ["", "&at=all", "&kind=rise", "&maker=anthropic&at=all", "&kind=fall"]
)
def test_calendar_says_the_same_on_page_and_in_every_file(client: Client, query: str) -> None:
    rows = calendar_json(client, query)
    keys = [(row["day"], row["name"]) for row in rows]

    html = page_of(client.get(f"/calendar/?as_of={TODAY}{query}"))
    table = re.findall(
        r'<tr(?: class="soon")?><td class="n">(.*?)</td><th scope="row"><a [^>]*>(.*?)</a>.*?'
        r'<time datetime="([^"]+)">',
        html,
        re.DOTALL,
    )
    text = client.get(f"/calendar/calendar.csv?as_of={TODAY}{query}").content.decode()
    written = list(csv.DictReader(io.StringIO(text)))
    feed = ET.fromstring(client.get(f"/calendar/feed/?as_of={TODAY}{query}").content)  # noqa: S314
    svg = client.get(f"/calendar/calendar.svg?as_of={TODAY}{query}").content.decode()
    usual = query or "&at=makers"
    dates = client.get(f"/calendar.ics?as_of={TODAY}{usual}").content
    events: list[Any] = list(Calendar.from_ical(dates).walk("VEVENT"))
    days = {(event["dtstart"].dt.isoformat(), str(event["url"]).split("/")[-2]) for event in events}

    assert [(day, unescape(name)) for _, name, day in table] == keys
    assert [int((re.findall(r"\d+", left) or ["0"])[0]) for left, _, _ in table] == [
        row["days_left"] for row in rows
    ]
    assert [(row["day"], row["name"]) for row in written] == keys
    assert len(list(feed.iter("{http://www.w3.org/2005/Atom}entry"))) == min(len(rows), 100)
    assert {(row["day"], row["model"]) for row in rows} <= days
    assert all(unescape(svg).count(name) for _, name in keys)
    assert "Pilotlight, release 1, 30 November 2026" in svg


def test_citations_name_release_and_day_and_lead_back(client: Client) -> None:
    for address in ("/prices/", "/calendar/"):
        html = page_of(client.get(f"{address}?as_of=2026-11-20"))
        cited = unescape(html.partition('id="cite-line"')[2].partition(">")[2].partition("<")[0])
        link = cited.split()[-1]

        assert link == f"http://testserver{address}?release=1&as_of=2026-11-20"
        assert "release 1, as of 20 November 2026" in cited
        assert "@misc{" in html
        again = client.get(link.removeprefix("http://testserver"))
        assert table_text(page_of(again)) == table_text(html)


def table_text(html: str) -> str:
    return plain(html.partition("<table")[2].rpartition("</table>")[0])
