"""Keep a column that 0.2.0 fills and this version does not, where it is missing too, so that both run on the same tables."""

from django.db import migrations

COLUMN = """
ALTER TABLE wizard_look ADD COLUMN IF NOT EXISTS moves jsonb NOT NULL DEFAULT '[]';
ALTER TABLE wizard_look ALTER COLUMN moves SET DEFAULT '[]';
"""


class Migration(migrations.Migration):
    dependencies = [("wizard", "0001_initial")]
    operations = [migrations.RunSQL(COLUMN, migrations.RunSQL.noop)]
