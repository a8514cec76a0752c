"""What an owner put in the place of what the money of a plan assumes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("wizard", "0010_leanings_of_old_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanMoney',
            fields=[
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='money', serialize=False, to='wizard.plan', verbose_name='plan')),
                ('figures', models.JSONField(default=list, help_text='Rows of an assumption’s name and its low, likely and high, as text.', verbose_name='figures')),
                ('currency', models.CharField(blank=True, default='', help_text='Three letters. Example: EUR', max_length=3, verbose_name='currency')),
                ('rate', models.DecimalField(blank=True, decimal_places=6, help_text='So much of it for one dollar. Example: 0.87', max_digits=16, null=True, verbose_name='rate')),
                ('revision', models.PositiveIntegerField(default=0, help_text='Counts up each time it is saved.', verbose_name='revision')),
            ],
            options={
                'verbose_name': 'money of a plan',
                'verbose_name_plural': 'money of plans',
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('currency', ''), ('rate', None)), models.Q(('currency__regex', '^[A-Z]{3}$'), ('rate__gt', 0), ('rate__isnull', False)), _connector='OR'), name='planmoney_currency_has_a_rate', violation_error_message='A currency has three letters and a rate of more than 0.')],
            },
        ),
    ]
