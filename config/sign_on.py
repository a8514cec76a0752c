"""Sign-on at the desk by a header that a proxy sets, such as oauth2-proxy.

It is off unless SIGN_ON_HEADER names the header.
"""

import hmac
from typing import Any, override

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import RemoteUserBackend
from django.contrib.auth.middleware import RemoteUserMiddleware
from django.http import HttpRequest
from django.urls import reverse

PROOF = "X-Sign-On-Secret"  # the header in which the proxy says that it is the proxy


class KnownUserBackend(RemoteUserBackend):
    """Signs in the user whom the header names; an unknown name gets no account."""

    create_unknown_user = False


class SignOnMiddleware(RemoteUserMiddleware):
    """Reads the header at the desk alone; a session that it began ends where it is missing.

    Without the proxy's secret it counts as missing: whoever reaches the port of this process could
    send one.
    """

    header = "HTTP_" + settings.SIGN_ON_HEADER.upper().replace("-", "_")

    @override
    def get_username(self, request: HttpRequest) -> str:
        """Return the name of an account; any other counts as none.

        django-axes would take it for a guess at a password.
        """
        secret = request.headers.get(PROOF, "")
        if not hmac.compare_digest(secret.encode(), settings.SIGN_ON_SECRET.encode()):
            raise KeyError(PROOF)
        name = str(super().get_username(request))
        if not get_user_model().objects.filter(username=name, is_active=True).exists():
            raise KeyError(name)
        return name

    @override
    def process_request(self, request: HttpRequest) -> Any:
        return (
            super().process_request(request)
            if request.path_info.startswith(reverse("admin:index"))
            else None
        )
