"""`manage.py restore FILE`: put the database back as a file holds it, and leave closed what was closed since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management import BaseCommand, CommandError
from django.db import ProgrammingError

from config.postgres import copies
from wizard.models import Plan, Why
from wizard.plans import links

# What a restore must not open again: links, tokens and accounts that were closed after the copy was made.
FIRST = """
CREATE TEMPORARY TABLE closed_before ON COMMIT DROP AS SELECT key_hash, why, closed FROM wizard_closedlink;
CREATE TEMPORARY TABLE plan_before ON COMMIT DROP AS
    SELECT id, created, view_key, edit_key_hash, withdrawn, expires FROM wizard_plan;
CREATE TEMPORARY TABLE pilot_before ON COMMIT DROP AS
    SELECT id, plan_id, locked, token_hash, rating_hash, texts_deleted FROM wizard_pilot;
CREATE TEMPORARY TABLE user_before ON COMMIT DROP AS SELECT id, username, password, is_active FROM auth_user;
"""

# Each statement returns lines of a number of a plan and of what was closed, or of an account.
LAST = """
INSERT INTO wizard_closedlink (key_hash, why, closed) SELECT key_hash, why, closed FROM closed_before
    ON CONFLICT (key_hash) DO NOTHING;

UPDATE wizard_plan AS plan SET withdrawn = now(), edit_key_hash = encode(sha256(gen_random_uuid()::text::bytea), 'hex')
    WHERE NOT EXISTS (SELECT FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created)
        AND (plan.edit_key_hash IN (SELECT key_hash FROM closed_before)
             OR encode(sha256(plan.view_key::bytea), 'hex') IN (SELECT key_hash FROM closed_before))
    RETURNING '#' || plan.id || ' deleted';

UPDATE wizard_plan AS plan SET view_key = b.view_key, edit_key_hash = b.edit_key_hash
    FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created
        AND (b.view_key, b.edit_key_hash) IS DISTINCT FROM (plan.view_key, plan.edit_key_hash)
    RETURNING '#' || plan.id || ' link renewed';

UPDATE wizard_plan AS plan SET withdrawn = b.withdrawn
    FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created
        AND plan.withdrawn IS NULL AND b.withdrawn IS NOT NULL
    RETURNING '#' || plan.id || ' link withdrawn';

UPDATE wizard_plan AS plan SET expires = b.expires
    FROM plan_before AS b WHERE b.id = plan.id AND b.created = plan.created
        AND b.expires < coalesce(plan.expires, 'infinity')
    RETURNING '#' || plan.id || ' link runs out sooner';

UPDATE wizard_pilot AS pilot SET token_hash = b.token_hash, rating_hash = b.rating_hash
    FROM pilot_before AS b WHERE b.id = pilot.id AND b.plan_id = pilot.plan_id AND b.locked = pilot.locked
        AND (b.token_hash, b.rating_hash) IS DISTINCT FROM (pilot.token_hash, pilot.rating_hash)
    RETURNING '#' || pilot.plan_id || ' token and rating link of its pilot';

DELETE FROM wizard_casefile AS file USING wizard_pilotcase AS text, pilot_before AS b, wizard_pilot AS pilot
    WHERE text.id = file.case_id AND pilot.id = text.pilot_id AND b.id = pilot.id AND b.locked = pilot.locked
        AND b.texts_deleted > coalesce(pilot.texts_deleted, '-infinity')
    RETURNING '#' || pilot.plan_id || ' has no files of its pilot';

DELETE FROM wizard_pilotcase AS text USING pilot_before AS b, wizard_pilot AS pilot
    WHERE pilot.id = text.pilot_id AND b.id = pilot.id AND b.locked = pilot.locked
        AND b.texts_deleted > coalesce(pilot.texts_deleted, '-infinity')
    RETURNING '#' || pilot.plan_id || ' has no texts of its pilot';

UPDATE wizard_pilot AS pilot SET texts_deleted = b.texts_deleted
    FROM pilot_before AS b WHERE b.id = pilot.id AND b.plan_id = pilot.plan_id AND b.locked = pilot.locked
        AND b.texts_deleted > coalesce(pilot.texts_deleted, '-infinity')
    RETURNING '#' || pilot.plan_id || ' says when its texts went';

UPDATE auth_user AS account SET is_active = account.is_active AND b.is_active, password = b.password
    FROM user_before AS b WHERE b.id = account.id AND b.username = account.username
        AND ((account.is_active AND NOT b.is_active) OR account.password <> b.password)
    RETURNING '#account ' || account.username;
DELETE FROM django_session;
"""

_DELETED = " deleted"


class Command(BaseCommand):
    help = "Replace everything in the database by what a file of `backup` holds; what was closed since stays closed."
    requires_system_checks = ()

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="replace what is there now")
        parser.add_argument(
            "--reopen",
            action="store_true",
            help="open links, tokens and accounts again that were closed since the copy",
        )

    @override
    def handle(self, *, file: Path, yes: bool, reopen: bool, **options: Any) -> None:
        if not yes:
            raise CommandError("This replaces everything in the database. Say --yes to do it.")
        keeps = not reopen and copies.has_tables()
        try:
            closed = copies.read(file, first=FIRST, last=LAST) if keeps else copies.read(file)
        except copies.CopyError as reason:
            own = keeps and "does not exist" in str(reason)  # columns of ours that an older copy has not
            hint = " If the copy is of another version of Pilotlight, say --reopen." if own else ""
            raise CommandError(f"{reason}{hint}") from reason
        self.stdout.write("All is open as it was then." if reopen else _summary(closed, keeps=keeps))
        self._delete([int(each.removesuffix(_DELETED)) for each in closed if each.endswith(_DELETED)])
        self.stdout.write(
            "The database is as the file holds it. Bring it up to date with migrate, then run verify_plans."
        )

    def _delete(self, numbers: list[int]) -> None:
        """Delete for good what its owners had deleted; its links are closed already."""
        try:
            links.delete(Plan.objects.filter(pk__in=numbers), Why.DELETED)
        except ProgrammingError:  # the tables are of an older version
            self.stderr.write(f"After migrate, delete these plans in the desk: {', '.join(map(str, numbers))}.")


def _summary(closed: list[str], *, keeps: bool) -> str:
    if not keeps:
        return "Nothing was known here of what was closed after the copy: whatever it holds is open as it was then."
    if not closed:
        return "Nothing that the copy holds was closed after it was made."
    each = "\n".join(f"  {line}" if line.startswith("account") else f"  plan {line}" for line in closed)
    return f"Closed after the copy was made, and left closed ({len(closed)}):\n{each}"
