"""The roles of the desk, as groups with permissions."""

from django.db import migrations

from catalog.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_imports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
