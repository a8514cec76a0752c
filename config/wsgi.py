"""The entry point for a server; here DEBUG is off unless it is set."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.waiting import limit_waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "false")

limit_waiting(settings.DATABASES)
application = get_wsgi_application()
# All of ours before there are threads: docs/decisions/json-decoders.md. The first visitor does not wait for it either.
import_module(settings.ROOT_URLCONF)
