"""Another name of `catalog.registry`, for one landing."""

from catalog.registry import *  # noqa: F403
