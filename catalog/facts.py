"""Another name of `catalog.schema`, for one landing."""

from catalog.schema import *  # noqa: F403
