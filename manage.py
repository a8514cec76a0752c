#!/usr/bin/env python
"""Django's command line for Pilotlight."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command that was asked for; after `pip install`, also as `pilotlight`."""
    sys.path.insert(0, str(Path(__file__).parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config import console  # noqa: PLC0415  # after the settings are named

    console.run(sys.argv)


if __name__ == "__main__":
    main()
