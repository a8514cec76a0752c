"""The starter catalog, as the tests have it: loaded and published by the commands that `make run` uses."""

from django.core.management import call_command


def publish() -> None:
    """Load the starter catalog into the test database and publish it as its first release."""
    call_command("load_catalog", verbosity=0)
    call_command("publish_release", "--if-none", "--note", "Starter catalog", verbosity=0)
