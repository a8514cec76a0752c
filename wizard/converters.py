"""What a key, the name of a file to take away, and a page below a plan look like in an address."""

import re

from django.urls.converters import StringConverter

from wizard.exports.formats import FORMATS
from wizard.plans.document.pages import PAGES


class Key(StringConverter):
    """The 22 characters that 16 random bytes make."""

    regex = r"[A-Za-z0-9_-]{22}"


class Export(StringConverter):
    """The name of a format in which a plan can be taken away."""

    regex = "|".join(map(re.escape, FORMATS))


class Below(StringConverter):
    """The name of a page below a plan."""

    regex = "|".join(map(re.escape, PAGES))
