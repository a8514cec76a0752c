"""What somebody sends who means harm, or whose program is broken."""

import json
from operator import add
from random import Random

from hypothesis import strategies as st

from tests.hostile_files import (
    entities,
    false_dimensions,
    nested_elements,
    sheets_without_end,
    wide_rows,
)
from wizard.exports.plan_json import EDITION, FORMAT

MARK = "zq<\"'>"  # comes back from no page as it stands
RAW = b"zq<"  # how it would look there
ELSEWHERE = "elsewhere.example"  # where no redirect may lead

TEXTS = (
    MARK, MARK, f"</title></textarea></script><script>{MARK}</script>", f"{MARK}\r\nX-Planted: 1", f'"{MARK} onfocus=x ',
    "", " ", "\0", "a\0b", "\ud800", "a\udfffb", "\ufeff", "\u202egnp.exe", "\U0010ffff", "\uffff", "é" * 300, "🔥" * 700,
    "a\u0300" * 400, "x" * 300, "x" * 5_000, "x" * 70_000, "a b " * 200, "-" * 500, "0", "-0", "-1", "1", "2", "3.5", "1,200",
    "9" * 20, "9" * 400, "-" + "9" * 30, "1e5", "1e999", "-1e-999", "NaN", "-Infinity", "1/0", "0x7f", "١٢٣", "²", "½", "１２",
    "2147483648", "9223372036854775808", "-9223372036854775809", "true", "false", "null", "None", "on", "yes", "no", "all",
    "2026-11-25", "2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "-2026-01-01", "2026-11-25T10:00Z",
    "now", "latest", "€ 40", "$1e9", "40 CHF", "90 s", "100 to 50", "1 to 2 to 3", "../../etc/passwd", "..%2f..%2f", "%00",
    "%", "%zz", "%ed%a0%80", "{{ 7*7 }}", "{% debug %}", "${7*7}", "' OR 1=1 --", "\\", "\\x00", "*", "?", "(((", "[a-z]{9}",
    "a.b.c", "__proto__", "__class__", "=cmd()", "@SUM(A1)", f"//{ELSEWHERE}/", f"https://{ELSEWHERE}/", f"/\\{ELSEWHERE}/",
    "javascript:alert(1)", "\t\n\r", "a\nb", "\x1b[31m", "\x7f", "\x85", "\u2028", "[]", "{}", '{"a":1}', "," * 50, ";" * 50,
    "a" * 22, "N" * 22, "-_" * 11, "text/html", "1;DROP TABLE wizard_plan", "&amp;", "&lt;", "&#0;", "<!--", "]]>", "<?x",
)  # fmt: skip

NAMES = (
    MARK, "q", "page", "act", "seen", "next", "csrfmiddlewaretoken", "as_of", "release", "format", "sort", "order", "limit",
    "cursor", "offset", "copy", "version", "plan", "use_case", "v", "closed", "deleted", "__proto__", "pk", "id", "o", "p",
    "_popup", "_to_field", "_changelist_filters", "action", "_selected_action", "edit_key", "view_key", "", "a" * 300, "a[0]",
)  # fmt: skip

_DEEP = "[" * 20_000
_NESTED = "[" * 9_500 + "]" * 9_500
_DEEP_PLAN = json.dumps(
    {"format": FORMAT, "edition": EDITION, "answers": [["check", "DEEP"]]}
).replace('"DEEP"', _NESTED)
COSTLY = (wide_rows, false_dimensions, sheets_without_end, nested_elements, entities)
FILES: tuple[tuple[str, bytes], ...] = (
    *(("a.xlsx", made(Random(1))) for made in COSTLY),  # noqa: S311  # the same each time
    ("a.csv", b""),
    ("a.csv", f"{MARK},{MARK}\n{MARK},{MARK}\n".encode()),
    ("a.csv", b"Accepted,Minutes,Cost\n" + b"yes,1e999,NaN\n" * 50),
    ("a.csv", b"Accepted\n" + b"yes," * 5_000),
    ("a.csv", b'Accepted\n"' + b"x" * 200_000),
    ("a.csv", b"a\0b\n\0"),
    ("a.csv", b"\xff\xfe" + "Accepted\nyes\n".encode("utf-16-le")),
    ("a.csv", b"\xef\xbb\xbf;;;\n\r\r\n\n"),
    ("a.csv", bytes(range(256)) * 20),
    ("a.json", b"{"),
    ("a.json", b"[]"),
    ("a.json", b"null"),
    ("a.json", _DEEP.encode()),
    ("a.json", b'{"results":' * 3_000),
    ("a.json", f'{{"results":[{{"vars":{_NESTED}}}]}}'.encode()),
    ("plan.json", _DEEP_PLAN.encode()),
    (
        "a.json",
        json.dumps(
            {"results": {"results": [{"success": MARK, "cost": 1e308, "vars": []}]}}
        ).encode(),
    ),
    (
        "a.json",
        b'{"results":{"results":[{"success":true,"cost":1e999,"latencyMs":-1,"response":{"output":"\\ud800"}}]}}',
    ),
    ("a.json", b'{"plan":{"answers":[["check",{"a":[1,2]}],["check",null],[1,2,3]]}}'),
    ("a.zip", b"PK\x03\x04" + b"\0" * 100),
    ("a.pdf", b"%PDF-1.7\n"),
    (f"{MARK}.csv", b"Accepted\nyes\n"),
    ("..\\..\\" + "x" * 300 + ".csv", b"Accepted\nyes\n"),
    ("\u202evsc.exe", b"MZ"),
)

HEADERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("HTTP_HOST", (MARK, "", "a" * 300, ELSEWHERE, "testserver:99999", "[::1", "testserver, " + ELSEWHERE)),
    ("HTTP_REFERER", (MARK, f"https://{ELSEWHERE}/{MARK}", "http://[", "\xff")),
    ("HTTP_ORIGIN", ("null", MARK, f"https://{ELSEWHERE}", "http://[")),
    ("HTTP_COOKIE", (MARK, "sessionid=" + MARK, "plans=a:b:c", "theme=" + MARK, "=;=;", "a" * 5_000, "csrftoken=\xff", "messages=x")),
    ("HTTP_ACCEPT", (MARK, "*/*;q=9", "text/csv", "application/problem+json", ";,;,", "a/b" * 500)),
    ("HTTP_ACCEPT_LANGUAGE", (MARK, "xx-" + "y" * 600, "de;q=x", "*")),
    ("HTTP_ACCEPT_ENCODING", ("br", "gzip;q=0", MARK, "gzip, " * 100)),
    ("HTTP_AUTHORIZATION", (MARK, "Bearer", "Bearer " + MARK, "Bearer \xff", "Basic Og==", "Bearer pilot_" + "a" * 400)),
    ("HTTP_IF_NONE_MATCH", (MARK, "*", '"a"', 'W/"' + "a" * 500 + '"', '"')),
    ("HTTP_IF_MODIFIED_SINCE", (MARK, "Wed, 99 Nov 2026 10:00:00 GMT", "0", "Wed, 25 Nov 99999 10:00:00 GMT")),
    ("HTTP_IF_MATCH", (MARK, "*", '"a"')),
    ("HTTP_IF_UNMODIFIED_SINCE", (MARK, "Wed, 25 Nov 2015 10:00:00 GMT")),
    ("HTTP_RANGE", ("bytes=0-1", MARK, "bytes=9-1")),
    ("HTTP_HX_REQUEST", ("true", MARK)),
    ("HTTP_HX_TARGET", (MARK, "walk", "pick", "results")),
    ("HTTP_HX_CURRENT_URL", (MARK, "http://[", "\xff")),
    ("HTTP_HX_HISTORY_RESTORE_REQUEST", ("true",)),
    ("HTTP_HX_TRIGGER_URI_AUTOENCODED", ("true",)),
    ("HTTP_X_FORWARDED_FOR", (MARK, ", ,", "::ffff:1.2.3.4", "1.2.3.4:x", "%", "[", "a" * 3_000)),
    ("HTTP_X_FORWARDED_HOST", (MARK, ELSEWHERE)),
    ("HTTP_X_REQUEST_ID", (MARK, "a" * 100, "fit-id-12345")),
    ("HTTP_X_REQUESTED_WITH", ("XMLHttpRequest",)),
    ("HTTP_X_HTTP_METHOD_OVERRIDE", ("DELETE",)),
    ("HTTP_USER_AGENT", (MARK, "", "x" * 5_000)),
    ("REMOTE_ADDR", ("", "::1%eth0", "unix:", "2001:db8::1", MARK)),
    ("CONTENT_LENGTH", ("", "x", "-1", "9" * 30, "1")),
)  # fmt: skip
KINDS = (
    "", MARK, "text/plain", "application/json", "application/json; charset=utf-16", "application/xml", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300, "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=\xff", "multipart/mixed; boundary=b",
)  # fmt: skip
METHODS = (
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "brew",
    "GET",
    "POST",
)
BODIES = (
    b"", b"\0", b"\xff\xfe", b"{", b"[]", b"null", b"1e999", b'"\\ud800"', _DEEP.encode(), b"a=%zz&&==&%00=1", b"a" * 5_000,
    b'{"a":' * 2_000, _NESTED.encode(), f'{{"answers":[["check",{_NESTED}]]}}'.encode(), b"--b\r\n", b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n', b"=&" * 2_500, b"x" * 1_100_000,
)  # fmt: skip


_LISTED = st.sampled_from(TEXTS)
# Mostly one of those above, else two of them or any characters, halves of a pair too.
texts = st.one_of(
    *(_LISTED, _LISTED, _LISTED, st.sampled_from([text for text in TEXTS if MARK in text])),
    *(st.builds(add, _LISTED, _LISTED), st.text(st.characters(), max_size=12)),
)
values = st.recursive(
    st.sampled_from((None, True, False, 0, -1, 1e308, 10**30, 0.1)) | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    ),
    max_leaves=8,
)
