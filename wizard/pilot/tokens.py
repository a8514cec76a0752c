"""The key with which a program of the owner's adds results; only its hash is kept."""

import hashlib
import secrets

from django.db import transaction
from django.utils.timezone import now

from wizard.models import Pilot, Plan
from wizard.pilot.holding import hold

TOKEN_BYTES = 24


@transaction.atomic
def make_token(plan: Plan) -> str | None:
    """Return a new token for the API, of which only the hash is kept; one made before opens nothing from now on."""
    pilot = hold(plan)
    if pilot.locked is None:
        return None
    token = f"pilot_{secrets.token_urlsafe(TOKEN_BYTES)}"
    pilot.token_hash, pilot.token_made = hash_of_token(token), now()
    pilot.save(update_fields=["token_hash", "token_made"])
    return token


@transaction.atomic
def revoke_token(plan: Plan) -> None:
    """Let no token open anything any more."""
    Pilot.objects.filter(plan=plan).update(token_hash="", token_made=None)


def hash_of_token(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
