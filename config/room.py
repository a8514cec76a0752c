"""Room for deep calls: a page is made some hundred calls deep, where CPython may ask the system for memory at every call."""

from collections.abc import Callable

NEEDED = 33_000  # words a frame says it needs: more than 256 KB, so that it is given 512


def with_room[**Given, Made](work: Callable[Given, Made]) -> Callable[Given, Made]:
    """Return `work` as it is, but called where there is room for a thousand frames under it.

    CPython keeps the frames of a thread in chunks of 16 KB. It asks the system for a chunk when a call finds no place in
    the last one, and hands it back when that call returns (`_PyThreadState_PushFrame` and `_PyThreadState_PopFrame` in
    Python/pystate.c). A loop that happens to run just before such a border pays for both, and for a page fault, at each
    call it makes. A frame that says it needs more than a chunk gets a larger one, and whatever it calls finds place there.
    """

    def roomy(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        return work(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=NEEDED)
    return roomy
