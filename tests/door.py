"""The site behind its front door, for tests: what `config.wsgi` serves, and how often Django was asked."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory

from config.again import given_again

type Answer = tuple[str, dict[str, str], bytes]


class Door:
    """A site, our own unless another is given, behind a front door of its own."""

    def __init__(self, site: Callable[..., Any] | None = None) -> None:
        self.asked = 0  # how often the site was
        self._site = site or WSGIHandler()
        self._door = given_again(self._counted)

    def _counted(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked += 1
        answer: Iterable[bytes] = self._site(environ, start)
        return answer

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address."""
        said: list[Any] = []
        environ = RequestFactory().generic(method, address, headers=headers).environ
        # A test's connection outlives its requests.
        request_started.disconnect(close_old_connections)
        try:
            body = self._door(environ, lambda *start: said.extend(start))
        finally:
            request_started.connect(close_old_connections)
        return said[0], dict(said[1]), b"".join(body)
