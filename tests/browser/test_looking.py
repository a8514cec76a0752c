"""Looking at pages finds what is wrong with them, whatever it leaves out because it was seen."""

import pytest
from playwright.sync_api import Page

from tests.audit import keyboard, looking
from tests.browser.looking import Window, faults

pytestmark = pytest.mark.browser

PAGE = (
    "<!doctype html><html lang=en><title>A page</title><style>body {{ background: #fff }} "
    "{}</style><main><h1>A page</h1>{}</main>"
)


def test_faults_are_found(page: Page) -> None:
    page.set_content(PAGE.format("", "<img src='data:,'>"))

    assert faults(page) == ['image-alt: <img src="data:,">']


def test_each_page_is_looked_at_in_the_next_of_four_shapes(page: Page) -> None:
    style = (
        "@media (width < 500px) { .wide { display: none } } @media (width > 500px) { .narrow { "
        "display: none } }"
    )
    grey = "@media (prefers-color-scheme: light) { p { color: #ccc } }"
    narrow, wide = (f"<img class={name} src='data:,{name}'>" for name in ("narrow", "wide"))
    window = Window(page)
    page.set_content(PAGE.format(style + grey, f"<p>Read me</p>{narrow}{wide}"))

    for _ in range(5):
        window.look()

    small, large = (
        f'image-alt: <img class="{name}" src="data:,{name}">' for name in ("narrow", "wide")
    )
    pale = "color-contrast: <p>Read me</p>"
    assert window.wrong["about:blank"] == [
        f"{small} (390, dark)",
        f"{pale} (1280, light)",
        f"{large} (1280, light)",
        f"{pale} (390, light)",
        f"{small} (390, light)",
        f"{large} (1280, dark)",
        f"{small} (390, dark)",
    ]


def test_audit_looks_at_a_page_in_all_four_shapes(page: Page) -> None:
    window = Window(page)
    page.set_content(PAGE.format("", "<img src='data:,'>"))

    looking.look_everywhere(window, by_keyboard=False)

    assert len({*window.wrong["about:blank"]}) == 4


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("div { background: #ccc }", "<i>on another ground</i>"),
        ("div { opacity: .3 }", "<i>on another ground</i>"),
        ("b { color: #bbb }", "<b>in another colour</b>"),
        (
            "i { color: #767676 } b { color: #767676 } div { background: #eee }",
            "<i>on another ground</i>",
        ),
    ],
)
def test_text_that_can_be_read_speaks_for_no_other_look(page: Page, style: str, wrong: str) -> None:
    page.set_content(
        PAGE.format(
            f"i, b {{ color: #666 }} {style}",
            (
                "<p><i>Can be read</i><p><i>Can be read too</i><p><b>in another "
                "colour</b><div><i>on another ground</i></div>"
            ),
        )
    )

    assert [line for line in faults(page) if wrong in line] == [f"color-contrast: {wrong}"]


@pytest.mark.parametrize(
    ("odd", "wrong"),
    [
        ("<li><a href=/><img src='data:,' alt></a>", "link-name"),
        ("<li><a href=/></a>", "link-name"),
        ("<li class=pale><a href=/>A firm</a>", "color-contrast"),
        ("<li><a href=/><b>A firm</b></a>", "color-contrast"),
        ("<li aria-hidden=true><a href=/>A firm</a>", "aria-hidden-focus"),
    ],
)
def test_rows_built_alike_speak_for_no_other_row(page: Page, odd: str, wrong: str) -> None:
    rows = "<li><a href=/>A firm</a>" * 30
    style = "li { line-height: 3rem } a { color: #333 } .pale a, b { color: #ddd }"
    page.set_content(PAGE.format(style, f"<ul>{rows}{odd}{rows}</ul>"))

    assert {line.partition(":")[0] for line in faults(page)} == {wrong}


def test_page_that_was_looked_at_is_as_it_was(page: Page) -> None:
    rows = "".join(
        f"<li><label><input type=radio name=a value={n} checked>{n}</label>" for n in range(40)
    )
    page.set_content(PAGE.format("", f"<ul>{rows}</ul>"))
    page.locator("input").nth(20).check()
    before = page.content()

    assert faults(page) == []
    assert page.content().removesuffix("</html>") in before
    assert page.locator("input:checked").evaluate_all("all => all.map(each => each.value)") == [
        "20"
    ]


def test_colours_on_their_way_are_not_waited_for(page: Page) -> None:
    style = "p { color: #ddd; transition: color 99s }"
    light = (
        "@media (prefers-color-scheme: dark) { body { background: #000 } h1 { color: #ddd } } "
        "@media (prefers-color-scheme: light) { p { color: #333 } }"
    )
    window = Window(page)
    page.set_content(PAGE.format(style + light, "<p>Read me"))

    window.look()
    window.look()

    assert window.wrong == {}


@pytest.mark.parametrize("first", [0, 1])
def test_what_is_wider_than_the_window_is_found_in_either_shape(page: Page, first: int) -> None:
    window = Window(page, first)
    page.set_content(PAGE.format("p { width: 600px }", "<p>Wide"))

    window.look()

    assert window.wrong == {
        "about:blank": [f"scrolls sideways ({390}, {'light' if first else 'dark'})"]
    }


def test_what_the_console_says_is_heard(window: Window) -> None:
    window.page.evaluate("console.log('Oh')")
    with window.page.expect_event("pageerror"):
        window.page.evaluate("setTimeout(() => { throw new Error('No') })")

    assert window.wrong == {"about:blank": ["log: Oh", "No"]}


def test_keyboard_finds_what_it_cannot_reach_or_see(page: Page) -> None:
    style = (
        "main { margin-top: 9rem } .bare:focus { outline: none } .over { position: fixed; inset: 0 "
        "0 auto; height: 4rem }.cut { position: absolute; clip-path: inset(50%) }"
    )
    links = (
        "<a href=/a>First</a> <a class=bare href=/b>Bare</a> <button tabindex=-1>Skipped</button>"
    )
    links += "<p class=cut><a href=/e>Cut</a></p>"
    trap = (
        "<input id=trap aria-label=Trap><script>trap.onkeydown = (key) => "
        "key.preventDefault()</script><a href=/c>Last</a>"
    )
    page.set_content(
        f"<style>{style}</style><div class=over></div><a "
        f"href=/d>Under</a><main>{links}{trap}</main>"
    )

    assert list(keyboard.faults(page)) == [
        'the first stop is no way past the head: <a href="/d">Under</a>',
        'something lies over <a href="/d">Under</a>',
        'nothing shows that the keyboard is at <a class="bare" href="/b">Bare</a>',
        'nothing shows that the keyboard is at <a href="/e">Cut</a>',
        'Tab does not leave <input id="trap" aria-label="Trap">',
        'not reached: <a href="/c">Last</a>',
    ]


def test_keyboard_that_gets_round_finds_nothing(page: Page) -> None:
    choice = (
        "<label><input type=radio name=a>One</label><label><input type=radio name=a "
        "checked>Two</label>"
    )
    page.set_content(
        f"<a href=#main>Skip</a><main id=main>{choice}<input type=date aria-label=Day><a "
        "href=/c>Last</a></main>"
    )

    assert list(keyboard.faults(page)) == []
