"""Room for deep calls: a test calls pages from far within pytest."""

from collections.abc import Callable


def roomily[T](work: Callable[[], T]) -> T:
    """Do a work, with room for all calls within it.

    Python keeps calls in pieces of 16 kB. Where a loop stands at the end of one, each turn asks the kernel for the next
    piece and gives it back: 250 times a page, which was a fifth of what a test of pages took.
    """
    return work()


# A call that says that it needs so much (in words) gets a piece of a megabyte, which the calls within it share.
roomily.__code__ = roomily.__code__.replace(co_stacksize=70_000)
