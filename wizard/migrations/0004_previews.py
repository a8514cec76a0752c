"""The preview of a link shows something of a plan only where its owner allows it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wizard", "0003_version_pages")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="previews",
            field=models.BooleanField(
                default=False,
                help_text="Whether the preview of a link, in a chat for example, may show title and verdict.",
                verbose_name="shown in previews",
            ),
        ),
    ]
