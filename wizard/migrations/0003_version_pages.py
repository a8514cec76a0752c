"""The page of a version is kept as it was first written, and the database refuses to change it."""

import django.db.models.deletion
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION wizard_versionpage_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The page of a version never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER versionpage_never_changes BEFORE UPDATE ON wizard_versionpage
    FOR EACH ROW EXECUTE FUNCTION wizard_versionpage_refuse_update();
"""

ALLOW = """
DROP TRIGGER versionpage_never_changes ON wizard_versionpage;
DROP FUNCTION wizard_versionpage_refuse_update();
"""


class Migration(migrations.Migration):
    dependencies = [("wizard", "0003_what_would_change")]

    operations = [
        migrations.CreateModel(
            name="VersionPage",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="page",
                        serialize=False,
                        to="wizard.planversion",
                        verbose_name="version",
                    ),
                ),
                ("text", models.TextField(help_text="The whole page as HTML, as it is served.", verbose_name="page")),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the page, its ETag.", max_length=64, verbose_name="digest"),
                ),
                (
                    "changes",
                    models.JSONField(
                        default=list,
                        help_text="What changed since the version before, a sentence each.",
                        verbose_name="changes",
                    ),
                ),
            ],
            options={
                "verbose_name": "page of a version",
                "verbose_name_plural": "pages of versions",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="versionpage_digest_is_hex",
                        violation_error_message="The digest of a page is 64 hex digits.",
                    )
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
