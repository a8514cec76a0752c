"""What a process keeps of late."""

from config.recent import Recent


def test_least_lately_used_goes_first() -> None:
    recent: Recent[str, int] = Recent(2)
    for key in ("one", "two"):
        recent.keep(key, 1)
    recent.get("one")
    recent.keep("three", 1)

    assert [key for key in ("one", "two", "three") if recent.get(key)] == ["one", "three"]


def test_room_is_counted_by_size() -> None:
    recent: Recent[str, bytes] = Recent(10, size=len)
    recent.keep("a", b"12345")
    recent.keep("a", b"123456")
    recent.keep("b", b"1234")
    recent.keep("large", b"x" * 11)

    assert [recent.get(key) for key in ("a", "b", "large")] == [b"123456", b"1234", None]

    recent.keep("c", b"12345")
    assert [recent.get(key) for key in ("a", "b", "c")] == [None, b"1234", b"12345"]
