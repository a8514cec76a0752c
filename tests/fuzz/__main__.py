"""`make fuzz`: hostile requests by the hundred thousand, and the API against its document.

The latter is run by pytest.
"""

import argparse
import os
import sys

import pytest


def main() -> None:
    """Attack, say how often the site answered what, and exit with an error if something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", default="200000", help="requests (200,000)")
    parser.add_argument(
        "--seed", default="1", help="what chance starts from; the same seed draws the same attacks"
    )
    parser.add_argument(
        "--schema", default="40", help="examples of each operation from the API's document"
    )
    parser.add_argument(
        "--processes", default="1", help="side by side, each on a database of its own"
    )
    asked = parser.parse_args()
    os.environ |= {f"FUZZ_{name.upper()}": value for name, value in vars(asked).items()}
    side_by_side = [f"--numprocesses={asked.processes}", "--dist=loadgroup"]
    sys.exit(
        pytest.main(
            [
                "--quiet",
                *side_by_side,
                "--override-ini=python_files=siege.py test_*.py",
                "tests/fuzz",
            ]
        )
    )


if __name__ == "__main__":
    main()
