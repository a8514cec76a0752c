"""Who works at the desk in the tests of the catalog."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def editor(client: Client) -> Client:
    """Return the client of an editor who may do everything."""
    client.force_login(User.objects.create_superuser("maria"))
    return client
