"""Limits of a request by its address: how large its body may be, and which group of threads answers."""

from enum import Enum
from functools import lru_cache

from django.conf import settings
from django.urls import Resolver404, resolve

MEGABYTE = 1_000_000
BODY_SECONDS = 10  # within which a body must arrive,
BYTES_A_SECOND = 250_000  # and one more second for each of these that the address accepts
MAX_FORM_BYTES = (
    52 * MEGABYTE
)  # the largest form that any address accepts: a video that is too large is told so
TABLE_BYTES = 21 * MEGABYTE  # the largest table, and its form
# Addresses that accept a file; all others accept no more than a form without files.
FILE_BYTES = {
    "admin:catalog_import_in": TABLE_BYTES,
    "wizard:pilot": 2 * MEGABYTE,
    "wizard:pilot_bring": TABLE_BYTES,
    "wizard:pilot_cases": 2 * MEGABYTE,
    "wizard:pilot_files": MAX_FORM_BYTES,
    "wizard:new": 2 * MEGABYTE,
}
IMPORTS = frozenset({"admin:catalog_import_in"})  # which work for minutes
# What a plan is worked out into for whoever reads it: files, and the questions to its sellers.
MADE_OF_A_PLAN = frozenset(
    {"wizard:export", "wizard:export_fixed", "wizard:vendors", "wizard:vendors_owner"}
)
# What may compute for a second or more, or sends megabytes.
HEAVY = frozenset(
    {
        "api:decided",
        "api:whole",
        "wizard:pilot_bring",
        "wizard:examples",
        "wizard:make",
        "wizard:redecide",
        *MADE_OF_A_PLAN,
    }
)
LIVENESS = "/healthz"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Lane(Enum):
    """A group of threads; one kind of work cannot use those of another."""

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
    """Return the largest body in bytes that is read for a view, by its name; 0 if there is no view that takes one."""
    if method in SAFE or not name:
        return 0
    return FILE_BYTES.get(name, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
