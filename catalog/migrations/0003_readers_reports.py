

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_claims_and_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='RateWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='What is counted, as a fingerprint. Example: report:3f2a…', max_length=100, verbose_name='key')),
                ('start', models.DateTimeField(help_text='When the stretch of time began. Example: 2026-11-24 10:00', verbose_name='start')),
                ('count', models.IntegerField(help_text='How often so far. Example: 3', verbose_name='count')),
            ],
            options={
                'verbose_name': 'rate window',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('key', 'start'), name='rate_window_is_single', violation_error_message='This stretch of time is counted already.'), models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='rate_window_count_positive', violation_error_message='Counts start at 1.'), models.CheckConstraint(condition=models.Q(('key__regex', '\\S')), name='rate_window_has_key', violation_error_message='Write the key; it must not be empty.')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='The page that it is about. Example: /models/gemini-4-argon/', max_length=300, verbose_name='page')),
                ('text', models.TextField(help_text='In the reader’s words. Example: The price is per 1,000 tokens.', max_length=4000, verbose_name='what is wrong')),
                ('contact', models.CharField(blank=True, help_text='Where to answer, if the reader wants that. Example: ada@example.org', max_length=200, verbose_name='contact')),
                ('release', models.IntegerField(help_text='The release that the reader saw. Example: 12', verbose_name='release')),
                ('state', models.CharField(choices=[('open', 'To look at'), ('done', 'Put right'), ('dismissed', 'Nothing to put right')], default='open', help_text='Set it once you have looked. Example: Put right', verbose_name='state')),
                ('note', models.TextField(blank=True, help_text='What you found; only editors see it. Example: The seller’s page says so too.', verbose_name='note')),
                ('made_at', models.DateTimeField(auto_now_add=True, help_text='When it came in. Example: 2026-11-24 10:15', verbose_name='made')),
            ],
            options={
                'verbose_name': 'reader’s report',
                'verbose_name_plural': 'readers’ reports',
                'default_permissions': ('view', 'change', 'delete'),
                'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='report_has_text', violation_error_message='Write the text; it must not be empty.'), models.CheckConstraint(condition=models.Q(('page__startswith', '/')), name='report_page_is_a_path', violation_error_message='Name the page by its path, such as /models/.'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'dismissed'])), name='report_state_known', violation_error_message='Choose a state from the list.'), models.CheckConstraint(condition=models.Q(('release__gte', 1)), name='report_release_positive', violation_error_message='Releases are counted from 1.')],
            },
        ),
    ]
