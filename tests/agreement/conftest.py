"""A visitor who reads each address of the starter catalog once, for all tests of this folder.

What a page says follows from the release, the day and the address; many tests look at the same
pages, each for something else.
"""

from typing import Any, override

import pytest
from django.test import Client
from django.utils.timezone import localdate

ASKED = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING")
READ: dict[tuple[object, ...], Any] = {}  # by the day it was read on, and what was asked


class Visitor(Client):
    """A browser that remembers what it has read."""

    @override
    def request(self, **request: Any) -> Any:
        key = (localdate(), *(str(request.get(name)) for name in ASKED))
        if key not in READ:
            answer: Any = super().request(**request)
            answer.context = answer.templates = None  # which nobody asks for, and are large
            READ[key] = answer
        return READ[key]


@pytest.fixture
def client() -> Client:
    """Be such a visitor; whoever changes what is published asks with a client of its own."""
    return Visitor()
