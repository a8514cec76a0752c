"""Pilots: terms that lock, and results and changes that the database refuses to change."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


REFUSE = """
CREATE FUNCTION wizard_pilot_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What a pilot has on record never changes.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER trialrow_never_changes BEFORE UPDATE ON wizard_trialrow
    FOR EACH ROW EXECUTE FUNCTION wizard_pilot_refuse_update();
CREATE TRIGGER pilotchange_never_changes BEFORE UPDATE ON wizard_pilotchange
    FOR EACH ROW EXECUTE FUNCTION wizard_pilot_refuse_update();
"""

ALLOW = """
DROP TRIGGER pilotchange_never_changes ON wizard_pilotchange;
DROP TRIGGER trialrow_never_changes ON wizard_trialrow;
DROP FUNCTION wizard_pilot_refuse_update();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('wizard', '0007_support'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pilot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('locked', models.DateTimeField(blank=True, help_text='From then on a change of targets is marked.', null=True, verbose_name='locked')),
                ('rule', models.CharField(choices=[('all', 'All must pass'), ('none', 'None may fail')], default='all', help_text='What makes the whole a go.', max_length=4, verbose_name='rule')),
                ('quality', models.CharField(choices=[('share', 'Good enough, yes or no'), ('rubric', 'Three points, two people')], default='share', help_text='How results are judged.', max_length=6, verbose_name='quality')),
                ('usd_per_hour', models.DecimalField(blank=True, decimal_places=4, help_text='US dollars. Example: 34', max_digits=12, null=True, verbose_name='an hour costs')),
                ('trials', models.PositiveIntegerField(default=1, help_text='When the results are looked at first. Example: 83', verbose_name='trials agreed')),
                ('wrong_yes', models.DecimalField(decimal_places=3, default='0.05', help_text='Share of pilots that may be called met and are not.', max_digits=4, verbose_name='wrong yes')),
                ('missed', models.DecimalField(decimal_places=3, default='0.20', help_text='Share of good pilots that may stay unsettled.', max_digits=4, verbose_name='missed')),
                ('use_case', models.CharField(blank=True, default='', help_text='The row of the matrix.', max_length=100, verbose_name='use case')),
                ('branch', models.CharField(blank=True, default='', help_text='The column of the matrix.', max_length=20, verbose_name='branch')),
                ('state', models.CharField(choices=[('go', 'Go'), ('no-go', 'No-go'), ('keep-measuring', 'Keep measuring'), ('no-data', 'No data yet')], default='no-data', help_text='The verdict as last worked out.', max_length=14, verbose_name='state')),
                ('judged', models.TextField(blank=True, default='', help_text='As last worked out, as canonical JSON.', verbose_name='verdict')),
                ('shared', models.BooleanField(default=False, help_text='The owner’s tick; taken back at any time.', verbose_name='counts in the field record')),
                ('token_hash', models.CharField(blank=True, default='', help_text='SHA-256 of the API’s token.', max_length=64, verbose_name='hash of the token')),
                ('token_made', models.DateTimeField(blank=True, null=True, verbose_name='token made')),
                ('revision', models.PositiveIntegerField(default=0, help_text='Counts up each time anything of it is saved.', verbose_name='revision')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pilot', to='wizard.plan', verbose_name='plan')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wizard.planversion', verbose_name='locked on version')),
            ],
            options={
                'verbose_name': 'pilot',
                'ordering': ('pk',),
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='PilotChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('what', models.CharField(help_text='As a sentence begins. Example: The quality target', max_length=60, verbose_name='what')),
                ('before', models.CharField(blank=True, default='', max_length=120, verbose_name='before')),
                ('after', models.CharField(blank=True, default='', max_length=120, verbose_name='after')),
                ('trials', models.PositiveIntegerField(help_text='How many results had been entered.', verbose_name='results by then')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='wizard.pilot', verbose_name='pilot')),
            ],
            options={
                'verbose_name': 'change of a target',
                'verbose_name_plural': 'changes of targets',
                'ordering': ('pilot', 'made', 'pk'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PilotImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('paste', 'pasted'), ('csv', 'a table'), ('promptfoo', 'promptfoo'), ('api', 'the API')], max_length=10, verbose_name='source')),
                ('name', models.CharField(blank=True, default='', help_text='Of the file.', max_length=120, verbose_name='name')),
                ('digest', models.CharField(help_text='SHA-256 of what was brought.', max_length=64, verbose_name='digest')),
                ('taken', models.PositiveIntegerField(help_text='How many results came in.', verbose_name='taken')),
                ('refused', models.PositiveIntegerField(help_text='How many rows could not be read.', verbose_name='refused')),
                ('made', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='wizard.pilot', verbose_name='pilot')),
            ],
            options={
                'verbose_name': 'import of results',
                'verbose_name_plural': 'imports of results',
                'ordering': ('pilot', '-made', '-pk'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PilotTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(choices=[('minutes', 'Time'), ('accepted', 'Quality'), ('usd', 'Cost')], max_length=10, verbose_name='what')),
                ('threshold', models.DecimalField(decimal_places=4, help_text='In percent, minutes or dollars. Example: 80', max_digits=14, verbose_name='threshold')),
                ('at_most', models.BooleanField(help_text='Whether less is better.', verbose_name='at most')),
                ('worth_having', models.DecimalField(decimal_places=4, help_text='The smallest difference that would matter. Example: 10', max_digits=14, verbose_name='worth having')),
                ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True, verbose_name='today')),
                ('spread', models.DecimalField(blank=True, decimal_places=4, help_text='How far single results stray.', max_digits=14, null=True, verbose_name='spread')),
                ('primary', models.BooleanField(default=False, help_text='The one that counts first.', verbose_name='primary')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='wizard.pilot', verbose_name='pilot')),
            ],
            options={
                'verbose_name': 'target of a pilot',
                'verbose_name_plural': 'targets of pilots',
                'ordering': ('pilot', 'pk'),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TrialRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Counts up from 1 within the pilot.', verbose_name='trial')),
                ('correction', models.PositiveSmallIntegerField(default=0, help_text='0 as it came in.', verbose_name='correction')),
                ('struck', models.BooleanField(default=False, help_text='Whether the trial does not count.', verbose_name='struck')),
                ('why', models.CharField(blank=True, default='', help_text='Why it was corrected or struck.', max_length=200, verbose_name='why')),
                ('model', models.CharField(blank=True, default='', max_length=80, verbose_name='model')),
                ('what', models.CharField(blank=True, default='', max_length=120, verbose_name='what it was')),
                ('accepted', models.BooleanField(blank=True, null=True, verbose_name='good enough')),
                ('rating_1', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='points of the first')),
                ('rating_2', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='points of the second')),
                ('minutes', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True, verbose_name='minutes')),
                ('usd', models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name='US dollars')),
                ('remark', models.CharField(blank=True, default='', max_length=400, verbose_name='remark')),
                ('key', models.CharField(blank=True, default='', help_text='By which its source knows it.', max_length=100, verbose_name='key')),
                ('made', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('brought', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='wizard.pilotimport', verbose_name='import')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='wizard.pilot', verbose_name='pilot')),
            ],
            options={
                'verbose_name': 'trial of a pilot',
                'verbose_name_plural': 'trials of pilots',
                'ordering': ('pilot', 'number', 'correction'),
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='pilot',
            index=models.Index(condition=models.Q(('shared', True)), fields=['use_case', 'branch'], name='pilot_by_cell'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('locked', None), ('version', None)), models.Q(('locked__isnull', False), ('version__isnull', False)), _connector='OR'), name='pilot_locked_on_a_version', violation_error_message='A pilot is locked on a version of the plan, and only then has one.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('rule__in', ['all', 'none'])), name='pilot_rule_known', violation_error_message='Choose whether all must pass or none may fail.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('quality__in', ['share', 'rubric'])), name='pilot_quality_known', violation_error_message='Choose yes or no, or three points.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['go', 'no-go', 'keep-measuring', 'no-data'])), name='pilot_state_known', violation_error_message='The state is one of the words of a verdict.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('missed__gt', 0), ('missed__lt', 1), ('wrong_yes__gt', 0), ('wrong_yes__lt', 1)), name='pilot_risks_are_shares', violation_error_message='A risk lies between 0 and 1.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('trials__gte', 1)), name='pilot_trials_at_least_one', violation_error_message='A pilot takes at least one trial.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('usd_per_hour', None), ('usd_per_hour__gt', 0), _connector='OR'), name='pilot_hour_costs_something', violation_error_message='An hour costs more than 0.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('token_hash', ''), ('token_made', None)), models.Q(('token_hash__regex', '^[0-9a-f]{64}$'), ('token_made__isnull', False)), _connector='OR'), name='pilot_token_is_a_hash', violation_error_message='Of a token its SHA-256 is kept, and when it was made.'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.CheckConstraint(condition=models.Q(('shared', False), ('locked__isnull', False), _connector='OR'), name='pilot_counts_once_locked', violation_error_message='Only a locked pilot can count in the field record.'),
        ),
        migrations.AddConstraint(
            model_name='pilotchange',
            constraint=models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='pilotchange_changes_something', violation_error_message='A change goes from one thing to another.'),
        ),
        migrations.AddConstraint(
            model_name='pilotchange',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='pilotchange_says_what', violation_error_message='Say what was changed.'),
        ),
        migrations.AddIndex(
            model_name='pilotimport',
            index=models.Index(fields=['pilot', 'digest'], name='pilotimport_by_digest'),
        ),
        migrations.AddConstraint(
            model_name='pilotimport',
            constraint=models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='pilotimport_digest_is_hex', violation_error_message='The digest of an import is 64 hex digits.'),
        ),
        migrations.AddConstraint(
            model_name='pilotimport',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['paste', 'csv', 'promptfoo', 'api'])), name='pilotimport_source_known', violation_error_message='Results come pasted, as a table, from promptfoo or by the API.'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.UniqueConstraint(fields=('pilot', 'slug'), name='pilottarget_is_single'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.UniqueConstraint(condition=models.Q(('primary', True)), fields=('pilot',), name='pilottarget_one_primary', violation_error_message='One target is the primary one.'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.CheckConstraint(condition=models.Q(('slug__in', ['minutes', 'accepted', 'usd'])), name='pilottarget_slug_known', violation_error_message='A target is about time, quality or cost.'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.CheckConstraint(condition=models.Q(('threshold__gt', 0), models.Q(models.Q(('slug', 'accepted'), _negated=True), ('threshold__lte', 100), _connector='OR')), name='pilottarget_threshold_in_range', violation_error_message='A threshold is more than 0, and a share at most 100.'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.CheckConstraint(condition=models.Q(('worth_having__gt', 0)), name='pilottarget_worth_something', violation_error_message='The smallest result worth having is more than 0.'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at_most', False), ('slug', 'accepted')), models.Q(models.Q(('slug', 'accepted'), _negated=True), ('at_most', True)), _connector='OR'), name='pilottarget_direction_fits', violation_error_message='Quality is at least, time and cost are at most.'),
        ),
        migrations.AddConstraint(
            model_name='pilottarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('baseline', None), ('baseline__gte', 0), _connector='OR'), models.Q(('spread', None), ('spread__gt', 0), _connector='OR')), name='pilottarget_figures_not_negative', violation_error_message='Today’s figure is not negative, and a spread is more than 0.'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.UniqueConstraint(fields=('pilot', 'number', 'correction'), name='trialrow_is_single'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='trialrow_number_from_one', violation_error_message='Trials are counted from 1.'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.CheckConstraint(condition=models.Q(('accepted__isnull', False), ('rating_1__isnull', False), ('minutes__isnull', False), ('usd__isnull', False), _connector='OR'), name='trialrow_measures_something', violation_error_message='Say how the trial went: good enough or not, points, minutes or cost.'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rating_1', None), ('rating_1__range', (0, 2)), _connector='OR'), models.Q(('rating_2', None), ('rating_2__range', (0, 2)), _connector='OR')), name='trialrow_points_from_none_to_two', violation_error_message='A rater gives 0, 1 or 2 points.'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.CheckConstraint(condition=models.Q(('rating_2', None), ('rating_1__isnull', False), _connector='OR'), name='trialrow_first_rater_first', violation_error_message='Where one person gave points, that is the first rater.'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes', None), ('minutes__gte', 0), _connector='OR'), models.Q(('usd', None), ('usd__gte', 0), _connector='OR')), name='trialrow_figures_not_negative', violation_error_message='Minutes and cost are not negative.'),
        ),
        migrations.AddConstraint(
            model_name='trialrow',
            constraint=models.CheckConstraint(condition=models.Q(('correction__gt', 0), ('struck', False), _connector='OR'), name='trialrow_struck_later', violation_error_message='A trial is struck by a correction, not when it comes in.'),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
