"""Which plans a publication would change; old looks, which did not keep that, go, and reviewers may open those plans."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from wizard.roles import grant


def forget_looks(apps, _editor):
    """Let the next visit of the publishing page look anew."""
    apps.get_model("wizard", "Look").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('wizard', '0011_money'),
        ('catalog', '0007_worlds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Affected',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approach_before', models.CharField(blank=True, default='', max_length=20, verbose_name='kind of AI today')),
                ('approach_after', models.CharField(blank=True, default='', max_length=20, verbose_name='kind of AI after it')),
                ('effects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, verbose_name='what happens')),
                ('moves', models.JSONField(default=list, help_text='For which work, from which model to which, and which of the effects that is.', verbose_name='moves')),
                ('percent', models.IntegerField(blank=True, help_text='Less than 0 is cheaper.', null=True, verbose_name='dearer by percent')),
                ('look', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affected', to='wizard.look', verbose_name='look')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wizard.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'affected plan',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('look', 'plan'), name='affected_is_single', violation_error_message='A look names each plan once.')],
            },
        ),
        migrations.RunPython(forget_looks, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
