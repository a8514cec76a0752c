"""Write every example plan in every format into a folder, to look at or to hand to another program."""

import sys
from pathlib import Path

import django


def write(folder: Path) -> None:
    """Write <example>-<format> for each example plan and each format it has."""
    from tests.wizard.exports import kit
    from wizard.exports.formats import FORMATS

    folder.mkdir(parents=True, exist_ok=True)
    for slug in kit.SLUGS:
        copy = kit.example(slug)
        for name, each in FORMATS.items():
            if each.fits(copy.basis.decision):
                (folder / f"{slug}-{name}").write_bytes(each.write(copy))


if __name__ == "__main__":
    django.setup()
    write(Path(sys.argv[1]))
