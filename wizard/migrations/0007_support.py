"""What support may do with a plan, and the roles once more, which now know it."""

from django.db import migrations

from wizard.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("wizard", "0006_closed_links_and_copies"),
        ("catalog", "0006_roles"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="plan",
            options={
                "default_permissions": ("view", "delete"),
                "ordering": ("-changed", "pk"),
                "permissions": (
                    ("withdraw_plan", "Can close a plan’s link for its owner"),
                    ("read_answers", "Can read a plan’s answers, with a reason that is logged"),
                ),
                "verbose_name": "plan",
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
