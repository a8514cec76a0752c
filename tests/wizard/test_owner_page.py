"""What only an owner sees: the code of the link, read back square by square."""

import re

import segno

from wizard.views.owner_page import code_of

ADDRESS = "https://plans.example.org/p/Abcdefghijklmnopqrstuv/"


def test_code_read_back_is_that_of_the_address() -> None:
    code = code_of(ADDRESS)

    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code["path"])
    dark = {(int(x) + step, int(y)) for x, y, count in bars for step in range(int(count))}
    rows = [*segno.make(ADDRESS, micro=False).matrix_iter(border=4)]
    assert dark == {(x, y) for y, row in enumerate(rows) for x, square in enumerate(row) if square}
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in bars) == code["path"]
    assert code["size"] == len(rows)
