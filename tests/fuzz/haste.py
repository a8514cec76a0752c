"""Doing a long work in less time, with the same outcome."""

import gc
import logging
from collections.abc import Callable


def hastily(work: Callable[[], None]) -> None:
    """Do a work without a log, which would be kept to be shown, and seldom look for what is not used any more."""
    before, quiet = gc.get_threshold(), logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    gc.collect()
    gc.freeze()  # the catalog and the code need not be looked through again and again
    gc.set_threshold(20 * before[0], *before[1:])
    try:
        _roomily(work)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        logging.disable(quiet)


def _roomily(work: Callable[[], None]) -> None:
    work()


# Python keeps calls in pieces of 16 kB. Where a loop stands at the end of one, each turn asks the kernel for the next piece
# and gives it back: 250 times a page under pytest, a millisecond and more. A call that says that it needs this much
# (in words) gets a piece of a megabyte, with room for all calls within.
_roomily.__code__ = _roomily.__code__.replace(co_stacksize=70_000)
