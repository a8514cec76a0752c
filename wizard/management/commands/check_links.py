"""Look whether the addresses of the sources still answer."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wizard.publishing.linkchecks import ENOUGH_HOSTS, NoWayOutError, ask_address, check_links, urls_to_check

NO_WAY_OUT = 3  # status of the command


class Command(BaseCommand):
    help = "Ask the addresses of the sources whether they still answer; broken ones stand in the queue of the desk."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=200, help="addresses to ask at most (200)")
        parser.add_argument("--seconds", type=float, default=10, help="to wait for each (10)")

    @override
    def handle(self, *_args: Any, most: int, seconds: float, **_options: Any) -> None:
        try:
            checks = check_links(urls_to_check(most), lambda url: ask_address(url, seconds=seconds))
        except NoWayOutError as reason:
            raise CommandError(
                f"None of {ENOUGH_HOSTS} hosts answered: this machine has no way out to the web. Nothing was kept.",
                returncode=NO_WAY_OUT,
            ) from reason
        broken = [row for row in checks if row.broken]
        for row in broken:
            self.stdout.write(f"{row.answer}: {row.url}")
        self.stdout.write(f"Asked {len(checks)} addresses; {len(broken)} did not answer as they should.")
