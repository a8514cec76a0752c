#!/usr/bin/env python
"""Django's command line for Pilotlight."""

import os
import sys


def main() -> None:
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config import console  # noqa: PLC0415  # after the settings are named

    console.run(sys.argv)


if __name__ == "__main__":
    main()
