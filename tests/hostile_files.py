"""Files that cost their readers more than they weigh: workbooks, tables and JSON.

Each is drawn from a seed.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADS = ("Case", "Accepted", "Minutes")
LAST_COLUMN, LAST_ROW = "XFD", 1_048_576


def inline(reference: str, text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADING = (
    '<row r="1">'
    + "".join(inline(f"{letter}1", head) for letter, head in zip("ABC", HEADS, strict=True))
    + "</row>"
)


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """Return a sheet of rows under the headings of results."""
    return (
        "<worksheet "
        f'xmlns="{MAIN}">{before}<sheetData>{HEADING}{rows}</sheetData>{after}</worksheet>'
    )


def pack(  # noqa: PLR0913  # each is a part of the workbook
    *sheets: str,
    texts: str = "",
    styles: str = "",
    contents: str = "",
    links: str = "",
    more: Mapping[str, bytes] | None = None,
    packing: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return a workbook of these sheets, as raw as they are."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="s{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    others = "".join(
        f'<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="{kind}.xml"/>'
        for kind, content in (("sharedStrings", texts), ("styles", styles))
        if content
    )
    kinds = {
        "xl/workbook.xml": "sheet.main",
        **{f"xl/worksheets/sheet{n}.xml": "worksheet" for n in numbers},
        **({"xl/sharedStrings.xml": "sharedStrings"} if texts else {}),
        **({"xl/styles.xml": "styles"} if styles else {}),
    }
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{CONTENT}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets>'
        f"{contents}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}{others}{links}'
        "</Relationships>",
        **{
            f"xl/worksheets/sheet{n}.xml": content
            for n, content in zip(numbers, sheets, strict=True)
        },
        **({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'} if texts else {}),
        **(
            {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'} if styles else {}
        ),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing, compresslevel=1) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return content.getvalue()


def wide_rows(random: Random) -> bytes:
    """Fill the first and the last column there is."""
    rows = range(2, 2 + random.randint(1_500, 2_500))
    return pack(sheet("".join(_wide_row(number) for number in rows)))


def wide_rows_of_many_sheets(random: Random) -> bytes:
    rows = sheet("".join(_wide_row(number) for number in range(2, 1_600)))
    return pack(*[rows] * random.randint(25, 40))


def _wide_row(number: int) -> str:
    last = f"{LAST_COLUMN}{number}"
    return f'<row r="{number}">{inline(f"A{number}", "1")}{inline(last, "x")}</row>'


def rows_as_wide_as_is_allowed(random: Random) -> bytes:
    """Fill the last column that is read, and nothing before it."""
    rows = range(2, random.randint(8_000, 9_000))
    return pack(sheet("".join(f'<row r="{row}">{inline(f"IV{row}", "x")}</row>' for row in rows)))


def wide_headings(random: Random) -> bytes:
    """Name thousands of columns in the first row."""
    heads = "".join(
        f'<c t="str"><v>{head}</v></c>' for head in HEADS * random.randint(3_000, 9_000)
    )
    return pack(sheet("").replace(HEADING, f'<row r="1">{heads}</row>'))


def many_sheets(random: Random) -> bytes:
    return pack(*[sheet(f'<row r="2">{inline("A2", "1")}</row>')] * random.randint(300, 480))


def sheets_without_end(random: Random) -> bytes:
    """List one sheet a hundred thousand times."""
    once = pack(sheet(""))
    listed = '<sheet name="S" sheetId="1" r:id="s1"/>' * random.randint(200_000, 400_000)
    return changed(
        once, "xl/workbook.xml", lambda old: old.replace("</sheets>", f"{listed}</sheets>")
    )


def rows_far_apart(random: Random) -> bytes:
    """Leave out millions of rows between a few, on a sheet that says it is full."""
    numbers = sorted(random.sample(range(2, LAST_ROW), 40))
    rows = "".join(f'<row r="{number}">{inline(f"A{number}", "1")}</row>' for number in numbers)
    size = f'<dimension ref="A1:{LAST_COLUMN}{LAST_ROW}"/>'
    return pack(*[sheet(rows, before=size)] * random.randint(20, 45))


def false_dimensions(random: Random) -> bytes:
    """Say of two rows that they are as many as can be, or none."""
    sizes = (f"A1:{LAST_COLUMN}{LAST_ROW}", "A1", f"{LAST_COLUMN}{LAST_ROW}", "B2:A1")
    row = f'<row r="2">{inline("A2", "1")}{inline("B2", "yes")}</row>'
    return pack(
        *(sheet(row, before=f'<dimension ref="{random.choice(sizes)}"/>') for _ in range(40))
    )


def one_text_in_every_cell(random: Random) -> bytes:
    """Write a long text once, and mean it in each of many cells."""
    cells = "".join('<c t="s"><v>0</v></c>' for _ in range(50))
    rows = f"<row>{cells}</row>" * random.randint(2_000, 5_000)
    return pack(sheet(rows), texts=f"<si><t>{'long ' * 6_000}</t></si>")


def texts_by_the_million(random: Random) -> bytes:
    texts = "".join(
        f"<si><t>{number:x}</t></si>" for number in range(random.randint(250_000, 300_000))
    )
    return pack(sheet('<row><c t="s"><v>7</v></c></row>'), texts=texts)


def empty_texts(random: Random) -> bytes:
    return pack(sheet(""), texts="<si/>" * random.randint(800_000, 5_000_000))


def texts_with_a_sign_that_makes_them_wide(random: Random) -> bytes:
    """Put one sign into each of many long texts, for which every letter of it takes four bytes."""
    text = f"<si><t>🔥{'x' * 32_000}</t></si>"
    return pack(sheet('<row><c t="s"><v>7</v></c></row>'), texts=text * random.randint(900, 1_200))


def one_text_without_end(random: Random) -> bytes:
    return pack(sheet(""), texts=f"<si><t>{'x' * random.randint(20_000_000, 39_000_000)}</t></si>")


def text_in_pieces(random: Random) -> bytes:
    """Give every letter of a text a style of its own."""
    runs = "<r><rPr><b/></rPr><t>x</t></r>" * random.randint(180_000, 240_000)
    return pack(sheet(""), texts=f"<si>{runs}</si>")


def shared_formulas(random: Random) -> bytes:
    """Write a long formula once, for many cells."""
    written = "+".join(f"A{number}" for number in range(1, 3_000))
    first = f'<row r="2"><c r="A2"><f t="shared" si="0">{written}</f></c></row>'
    cells = '<c><f t="shared" si="0"/></c>' * 200
    return pack(sheet(first + f"<row>{cells}</row>" * random.randint(500, 900)))


def empty_rows(random: Random) -> bytes:
    return pack(sheet("<row/>" * random.randint(900_000, 6_000_000)))


def empty_cells(random: Random) -> bytes:
    row = f"<row>{'<c/>' * random.randint(100, 20_000)}</row>"
    return pack(sheet(row * (5_000_000 // len(row))))


def many_cells(random: Random) -> bytes:
    """Fill more cells than are read."""
    row = f"<row>{'<c><v>1</v></c>' * 60}</row>"
    return pack(sheet(row * random.randint(5_500, 9_000)))


def many_rows(random: Random) -> bytes:
    return pack(sheet("<row><c><v>1</v></c></row>" * random.randint(11_000, 200_000)))


def styles_by_the_million(random: Random) -> bytes:
    return pack(sheet(""), styles=f"<cellXfs>{'<xf/>' * random.randint(80_000, 900_000)}</cellXfs>")


def format_of_brackets(random: Random) -> bytes:
    """Have a format of numbers looked through again from each of its brackets."""
    shown = "[" * random.randint(300_000, 900_000)
    used = '<cellXfs><xf numFmtId="200"/></cellXfs>'
    return pack(
        sheet(""), styles=f'<numFmts><numFmt numFmtId="200" formatCode="{shown}"/></numFmts>{used}'
    )


def tag_without_end(random: Random) -> bytes:
    """Give a tag attributes by the hundred thousand, each of another name."""
    attributes = " ".join(f'a{number}=""' for number in range(random.randint(200_000, 900_000)))
    return pack(sheet(f"<row {attributes}/>"))


def names_without_end(random: Random) -> bytes:
    """Give each element a name of its own; a parser remembers all of them."""
    return pack(
        sheet("".join(f"<a{number}/>" for number in range(random.randint(200_000, 400_000))))
    )


def nested_elements(random: Random) -> bytes:
    deep = random.randint(200_000, 400_000)
    return pack(sheet("<a>" * deep + "</a>" * deep))


def areas_without_end(random: Random) -> bytes:
    """Set rules for areas, each of which would be compared with all before."""
    areas = " ".join(f"A{number}" for number in range(random.randint(50_000, 90_000)))
    rule = (
        f'<conditionalFormatting sqref="{areas}"/><dataValidations><dataValidation '
        f'sqref="{areas}"/></dataValidations>'
    )
    return pack(sheet(f'<row r="2">{inline("A2", "1")}{inline("B2", "yes")}</row>', after=rule))


def names_of_areas(random: Random) -> bytes:
    defined = "<definedName name='a'>S1!$A$1</definedName>" * random.randint(200_000, 300_000)
    return pack(sheet(""), contents=f"<definedNames>{defined}</definedNames>")


def links_without_end(random: Random) -> bytes:
    links = "".join(
        f'<Relationship Id="x{number}" Type="a/b" Target="c"/>'
        for number in range(random.randint(100_000, 200_000))
    )
    return pack(sheet(""), links=links)


def parts_without_end(random: Random) -> bytes:
    return pack(
        sheet(""), more={f"p{number}": b"" for number in range(random.randint(1_100, 5_000))}
    )


def zeros(random: Random) -> bytes:
    return pack(sheet("").replace("</worksheet>", " " * random.randint(45_000_000, 90_000_000)))


def comments(random: Random) -> bytes:
    return pack(sheet(f"<!--{'-x' * random.randint(1_000_000, 9_000_000)}-->"))


def packed_as_one(random: Random) -> bytes:
    """Pack a part in a way that gives out all of it at once."""
    packing = random.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return pack(sheet("<row/>" * 1_000_000), packing=packing)


def entities(random: Random) -> bytes:
    """Name a text that names one that names one, and so on."""
    levels = "".join(
        f'<!ENTITY e{level + 1} "{f"&e{level};" * random.randint(9, 12)}">' for level in range(9)
    )
    return changed(
        pack(sheet(f'<row r="2">{inline("A2", "&e9;")}</row>')),
        "xl/worksheets/sheet1.xml",
        lambda old: f'<!DOCTYPE a [<!ENTITY e0 "x">{levels}]>{old}',
    )


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one part written anew."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
    return out.getvalue()


WORKBOOKS: tuple[Callable[[Random], bytes], ...] = (
    wide_rows,
    wide_rows_of_many_sheets,
    rows_as_wide_as_is_allowed,
    wide_headings,
    many_sheets,
    sheets_without_end,
    rows_far_apart,
    false_dimensions,
    one_text_in_every_cell,
    texts_by_the_million,
    empty_texts,
    texts_with_a_sign_that_makes_them_wide,
    one_text_without_end,
    text_in_pieces,
    shared_formulas,
    empty_rows,
    empty_cells,
    many_cells,
    many_rows,
    styles_by_the_million,
    format_of_brackets,
    tag_without_end,
    names_without_end,
    nested_elements,
    areas_without_end,
    names_of_areas,
    links_without_end,
    parts_without_end,
    zeros,
    comments,
    packed_as_one,
    entities,
)


# -------------------------------------------------------------------------------------- other files


def blank_lines(random: Random) -> bytes:
    return b"Accepted\n" + b"\n" * random.randint(700_000, 990_000)


def short_lines(random: Random) -> bytes:
    return b"Accepted\n" + b"x\n" * random.randint(300_000, 490_000)


def cells_without_end(random: Random) -> bytes:
    sign = random.choice((b"\t", b";", b","))
    return b"Accepted" + sign * random.randint(700_000, 990_000)


def line_without_end(random: Random) -> bytes:
    return b"Accepted," + "🔥".encode() + b"x" * random.randint(700_000, 990_000)


def quote_without_end(random: Random) -> bytes:
    return b'Accepted\n"' + b"yes\n" * random.randint(200_000, 240_000)


def heading_of_spaces(random: Random) -> bytes:
    return b"Accepted" + b"(  " * random.randint(200_000, 300_000) + b"\nyes\n"


def letters_of_a_script(random: Random) -> bytes:
    """Write letters that each become an object of eighty bytes, if a program looks at each."""
    return "ā".encode() * random.randint(400_000, 490_000)


def signs_that_grow(random: Random) -> bytes:
    """Have a figure of one sign that becomes eighteen letters once it is written plainly."""
    figure = "\ufdfa" * random.randint(250_000, 320_000)
    head = random.choice(("Minutes", "Cost", "Accepted"))
    return f"Case,{head}\n1,{figure}\n".encode()


TABLES: tuple[Callable[[Random], bytes], ...] = (
    blank_lines,
    short_lines,
    cells_without_end,
    line_without_end,
    quote_without_end,
    heading_of_spaces,
    letters_of_a_script,
    signs_that_grow,
)


def nested_json(random: Random) -> bytes:
    deep = random.choice((9_000, 30_000, 500_000))
    return b'{"results":[' + b"[" * deep + b"]" * deep + b"]}"


def nested_objects(random: Random) -> bytes:
    deep = random.choice((9_000, 30_000, 500_000))
    return b'{"results":[{"provider":' + b'{"a":' * deep + b"1" + b"}" * deep + b"}]}"


def empty_lists(random: Random) -> bytes:
    return b'{"results":[' + b"[]," * random.randint(3_000_000, 6_200_000) + b"1]}"


def empty_objects(random: Random) -> bytes:
    return b'{"results":[{"id":[' + b"{}," * random.randint(3_000_000, 6_200_000) + b"1]}]}"


def numbers(random: Random) -> bytes:
    return b'{"results":[' + b"1," * random.randint(3_000_000, 9_000_000) + b"1]}"


def json_text_without_end(random: Random) -> bytes:
    size = random.randint(9_000_000, 18_000_000)
    return '{"results":[{"id":"🔥'.encode() + b"x" * size + b'"}]}'


def rest_that_is_left_out(random: Random) -> bytes:
    """Put what nobody asks for beside one result."""
    beside = b"[{}]," * random.randint(2_000_000, 3_600_000)
    return b'{"config":[' + beside + b'1],"results":[{"cost":0.1}]}'


JSON: tuple[Callable[[Random], bytes], ...] = (
    nested_json,
    nested_objects,
    empty_lists,
    empty_objects,
    numbers,
    json_text_without_end,
    rest_that_is_left_out,
)
