"""Worlds: ways the next year may go, kept by keepers."""

import django.core.validators
from django.db import migrations, models

from catalog.roles import grant


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0006_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='World',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published'), ('withdrawn', 'Taken out')], default='draft', help_text='Only what is published goes into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: price-halves', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('position', models.IntegerField(help_text='Worlds are shown from low to high. Example: 1', verbose_name='position')),
                ('name', models.CharField(help_text='As the head of a column. Example: Prices halve', verbose_name='name')),
                ('price', models.DecimalField(default=1, help_text='What model fees are multiplied by. Example: 0.5', verbose_name='price factor')),
                ('volume', models.DecimalField(default=1, help_text='What the work is multiplied by. Example: 2', verbose_name='volume factor')),
                ('quality_points', models.DecimalField(default=0, help_text='How many of 100 fewer are accepted. Example: 10', verbose_name='quality points')),
                ('retires_after', models.IntegerField(blank=True, help_text='Months until the model is taken off sale and the set-up is paid once more; empty for never. Example: 6', null=True, verbose_name='retires after')),
            ],
            options={
                'verbose_name': 'world',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published', 'withdrawn'])), name='world_state_known', violation_error_message='Choose draft, in review, published or taken out.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='world_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='world_has_name', violation_error_message='Write the name; it must not be empty.'), models.CheckConstraint(condition=models.Q(('position__gte', 0)), name='world_position_not_negative', violation_error_message='The position is 0 or more.'), models.CheckConstraint(condition=models.Q(('price__gt', 0), ('volume__gt', 0)), name='world_factors_positive', violation_error_message='A factor is more than 0; 1 changes nothing.'), models.CheckConstraint(condition=models.Q(('quality_points__gte', 0), ('quality_points__lte', 100)), name='world_points_in_range', violation_error_message='Quality points lie between 0 and 100.'), models.CheckConstraint(condition=models.Q(('retires_after', None), ('retires_after__gte', 1), _connector='OR'), name='world_retires_later', violation_error_message='A model retires after a month at the earliest; leave it empty for never.')],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
