"""What answering an address may take: how much of a body is read for it, and which of a process's threads answer."""

from enum import Enum
from functools import lru_cache

from django.conf import settings
from django.urls import Resolver404, resolve

MEGABYTE = 1_000_000
BODY_SECONDS = 10  # in which a body must be here,
BYTES_A_SECOND = 250_000  # and as much longer as this takes for what may be sent
MAX_FORM_BYTES = 21 * MEGABYTE  # the largest file that anything here reads, and the form around it
# Addresses that take a file, by name; all others take no more than a form without one.
FILE_BYTES = {
    "admin:catalog_import_in": MAX_FORM_BYTES,
    "admin:catalog_import_prices": MAX_FORM_BYTES,
    "wizard:bring": MAX_FORM_BYTES,
    "wizard:new": 2 * MEGABYTE,
}
IMPORTS = frozenset({"admin:catalog_import_in", "admin:catalog_import_prices"})  # which work for minutes
# What works for a second or more, the first time where the answer is stored, or has megabytes to send.
HEAVY = frozenset(
    {
        "api:decided",
        "api:whole",
        "wizard:bring",
        "wizard:examples",
        "wizard:export",
        "wizard:export_fixed",
        "wizard:make",
        "wizard:redecide",
        "wizard:vendors",
        "wizard:vendors_owner",
    }
)
LIVENESS = "/healthz"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Lane(Enum):
    """Threads of their own, so that one kind of work cannot take those of another."""

    LIVENESS = "liveness"
    READ = "read"
    WRITE = "write"
    HEAVY = "heavy"
    IMPORT = "import"


@lru_cache(maxsize=4096)
def view_name(path: str) -> str:
    """Return the name of the view at an address; empty where there is none."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def lane_of(method: str, path: str) -> Lane:
    """Return which threads answer a request."""
    if path == LIVENESS:
        return Lane.LIVENESS
    name = view_name(path)
    if name in IMPORTS:
        return Lane.IMPORT
    if name in HEAVY:
        return Lane.HEAVY
    return Lane.READ if method in SAFE else Lane.WRITE


def max_body_bytes(method: str, name: str) -> int:
    """Return how much of a body is read for a view, by its name; nothing where there is no view that takes one."""
    if method in SAFE or not name:
        return 0
    return FILE_BYTES.get(name, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def body_seconds(most: int) -> float:
    """Return in how many seconds a body must be here, of an address that takes so many bytes."""
    return BODY_SECONDS + most / BYTES_A_SECOND
