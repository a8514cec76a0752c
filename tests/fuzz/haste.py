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
        work()
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
        logging.disable(quiet)
