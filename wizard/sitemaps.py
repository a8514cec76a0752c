"""The wizard's public pages, for the map of the site; plans and drafts are nobody else's."""

from collections.abc import Iterator

from django.urls import reverse

from wizard.plans.examples import all_examples


def pages() -> Iterator[str]:
    yield reverse("wizard:front")
    yield reverse("wizard:examples")
    yield reverse("wizard:field_record")
    for example in all_examples():
        yield reverse("wizard:example", args=[example.slug])
