"""The tables of the desk, with their rules, and releases that never change."""

import catalog.models.base
import catalog.models.market
import catalog.models.release
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


REFUSE_CHANGES = """
CREATE FUNCTION catalog_refuse_release_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Release % is never changed or deleted. Publish a new one instead.', OLD.number
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER release_is_never_changed BEFORE UPDATE OR DELETE ON catalog_release
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_release_change();
"""
ALLOW_CHANGES = """
DROP TRIGGER release_is_never_changed ON catalog_release;
DROP FUNCTION catalog_refuse_release_change();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),  # prices of one offer and unit never overlap
        migrations.CreateModel(
            name='DataTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: openai-api', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('product', models.CharField(help_text='What the terms are for. Example: API platform', verbose_name='product')),
                ('trains_on_inputs', models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('opt-out', 'Yes, unless you object'), ('unknown', 'Unknown')], help_text='Whether the seller learns from what customers send. Example: Yes, unless you object', verbose_name='trains on inputs')),
                ('retention_days', models.IntegerField(blank=True, help_text='How long inputs are kept. Empty is unknown, 0 is not at all. Example: 30', null=True, verbose_name='kept for, in days')),
                ('zero_retention', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Can a customer have nothing kept? Example: Unknown if no page of the seller says so', verbose_name='keeps nothing on request')),
                ('eu_region', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Can the data stay in the EU? Example: Unknown if no page of the seller says so', verbose_name='in the EU')),
                ('health_data', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Does the seller sign for health data (HIPAA)? Example: Unknown if no page of the seller says so', verbose_name='health data')),
                ('soc2', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Is there a SOC 2 report? Example: Unknown if no page of the seller says so', verbose_name='SOC 2')),
                ('indemnity', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Does the seller pay if the output infringes rights? Example: Unknown if no page of the seller says so', verbose_name='indemnity')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Zero retention needs the seller’s approval.', verbose_name='note')),
                ('confidence', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], help_text='How sure you are of this reading. Example: Low for an old copy of the page', verbose_name='confidence')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
            ],
            options={
                'verbose_name': 'data terms',
                'verbose_name_plural': 'data terms',
            },
        ),
        migrations.CreateModel(
            name='AiModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: gpt-6-2-sol', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='As its maker writes it. Example: GPT-6.2 Sol', verbose_name='name')),
                ('family', models.CharField(blank=True, help_text='The line it belongs to. Example: GPT-6', verbose_name='family')),
                ('inputs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), blank=True, default=list, help_text='What it reads. Leave empty if unknown. Example: Text, Pictures', verbose_name='goes in')),
                ('outputs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), blank=True, default=list, help_text='What it makes; the branch of the matrix follows from it. Leave empty if unknown. Example: Text', verbose_name='comes out')),
                ('context_tokens', models.BigIntegerField(blank=True, help_text='How many tokens fit in at once. Empty is unknown. Example: 200000', null=True, verbose_name='context')),
                ('output_tokens', models.BigIntegerField(blank=True, help_text='How many tokens it writes at most. Example: 32000', null=True, verbose_name='longest answer')),
                ('parameters_billion', models.DecimalField(blank=True, help_text='Its size, where published. Example: 70', null=True, verbose_name='parameters, in billions')),
                ('open_weights', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Can anyone download it? Unknown if no source says so. Example: Yes for Mistral Small', verbose_name='open weights')),
                ('self_hosting', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='May a firm run it on its own servers? Unknown if no source says so. Example: Yes for most open weights', verbose_name='own servers')),
                ('commercial_use', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Does the licence allow business use? Unknown if no source says so. Example: No for a research licence', verbose_name='commercial use')),
                ('licence', models.CharField(blank=True, help_text='The licence’s own name. Example: Apache-2.0', verbose_name='licence')),
                ('tuning', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Can a customer tune it anywhere? Unknown if no source says so. Example: No where the maker closed tuning', verbose_name='tuning')),
                ('tools', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Can it call functions? Unknown if no source says so. Example: Yes for most language models', verbose_name='tools')),
                ('structured_output', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Does it keep to a given form (a schema)? Unknown if no source says so. Example: Yes', verbose_name='structured output')),
                ('reasoning', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Does it think before it answers? Unknown if no source says so. Example: Yes for GPT-6.2 Astra', verbose_name='reasoning')),
                ('knowledge_until', models.DateField(blank=True, help_text='The last day of what it learnt from. Example: 2026-05-18', null=True, verbose_name='knowledge until')),
                ('released', models.DateField(blank=True, help_text='The first day it could be used. Example: 2026-11-17', null=True, verbose_name='released')),
                ('retires', models.DateField(blank=True, help_text='The first day it can no longer be used. Empty if no day is announced. Example: 2027-01-14', null=True, verbose_name='retires')),
                ('listed', models.BooleanField(default=True, help_text='Untick for a model known from old prices only: readable, never recommended. Example: unticked for GPT-4 32K', verbose_name='listed')),
                ('homepage', models.URLField(blank=True, help_text='Its own page. Example: https://www.example.org/models/sol', max_length=500, verbose_name='homepage')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Weights may not be used in the EU.', verbose_name='note')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('replaced_by', models.ForeignKey(blank=True, help_text='The successor its maker names. Example: GPT-6.2 Sol', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.aimodel', verbose_name='replaced by')),
            ],
            options={
                'verbose_name': 'model',
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: what-is-a-language-model', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('position', models.IntegerField(help_text='The shelf goes from low to high. Example: 1', verbose_name='position')),
                ('title', models.CharField(help_text='What the page answers. Example: What is a language model?', verbose_name='title')),
                ('summary', models.TextField(help_text='The answer in one sentence. Example: A program that continues text.', verbose_name='summary')),
                ('markdown', models.TextField(help_text='In Markdown: ## for a heading, a line starting with - for a list. Example: ## How it works', verbose_name='text')),
                ('html', catalog.models.base.HtmlField(blank=True, editable=False, help_text='Made from the text when you save. Example: a heading.', of='markdown', verbose_name='as it will look')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
            ],
            options={
                'verbose_name': 'article',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='article_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='article_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='article_has_title', violation_error_message='Write the title; it must not be empty.'), models.CheckConstraint(condition=models.Q(('summary__regex', '\\S')), name='article_has_summary', violation_error_message='Write the summary; it must not be empty.'), models.CheckConstraint(condition=models.Q(('markdown__regex', '\\S')), name='article_has_markdown', violation_error_message='Write the markdown; it must not be empty.'), models.CheckConstraint(condition=models.Q(('position__gte', 0)), name='article_position_not_negative', violation_error_message='The position is 0 or more.')],
            },
        ),
        migrations.CreateModel(
            name='Industry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: restaurants', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='How people in it call it. Example: Restaurants and cafés', verbose_name='name')),
                ('explanation', models.TextField(help_text='Who belongs to it. Example: Places that cook for guests, from a food van to a hotel kitchen.', verbose_name='explanation')),
            ],
            options={
                'verbose_name': 'industry',
                'verbose_name_plural': 'industries',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='industry_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='industry_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='industry_has_name', violation_error_message='Write the name; it must not be empty.'), models.CheckConstraint(condition=models.Q(('explanation__regex', '\\S')), name='industry_has_explanation', violation_error_message='Write the explanation; it must not be empty.')],
            },
        ),
        migrations.CreateModel(
            name='Modality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')], help_text='Which medium this explains. Example: Pictures', unique=True, verbose_name='medium')),
                ('name', models.CharField(help_text='How pages call it. Example: Pictures', verbose_name='name')),
                ('explanation', models.TextField(help_text='What it is, in plain words. Example: Photos, drawings and logos made from a description.', verbose_name='explanation')),
            ],
            options={
                'verbose_name': 'modality',
                'verbose_name_plural': 'modalities',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='modality_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__in', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='modality_slug_known', violation_error_message='Choose the slug from the list.'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='modality_has_name', violation_error_message='Write the name; it must not be empty.'), models.CheckConstraint(condition=models.Q(('explanation__regex', '\\S')), name='modality_has_explanation', violation_error_message='Write the explanation; it must not be empty.')],
            },
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: mistral-ai', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='As the firm writes itself. Example: Mistral AI', verbose_name='name')),
                ('about', models.TextField(blank=True, help_text='One sentence a shop owner understands. Example: A French maker of language models.', verbose_name='about')),
                ('homepage', models.URLField(blank=True, help_text='Its front page. Example: https://mistral.ai', max_length=500, verbose_name='homepage')),
            ],
            options={
                'verbose_name': 'provider',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='provider_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='provider_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='provider_has_name', violation_error_message='Write the name; it must not be empty.')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: gpt-6-2-sol@aws-bedrock', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*@[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('seller_model_id', models.CharField(blank=True, help_text='What a developer types. Example: global.openai.gpt-6.2-sol', verbose_name='seller’s name for it')),
                ('eu_region', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Can this offer run in the EU? Example: Unknown if no page of the seller says so', verbose_name='in the EU')),
                ('regions_note', models.TextField(blank=True, help_text='What the seller says about regions. Example: EU data zone costs a fifth more.', verbose_name='regions')),
                ('confirmed', models.BooleanField(default=False, help_text='Tick if a second source names this offer too. Example: ticked if two price lists agree', verbose_name='confirmed')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Long prompts cost double.', verbose_name='note')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('model', models.ForeignKey(help_text='What is sold. Example: GPT-6.2 Sol', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.aimodel', verbose_name='model')),
                ('terms', models.ForeignKey(blank=True, help_text='The terms that hold for this offer. Example: API platform', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.dataterms', verbose_name='data terms')),
                ('seller', models.ForeignKey(help_text='Who sends the bill. Example: AWS Bedrock', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.provider', verbose_name='seller')),
            ],
            options={
                'verbose_name': 'offer',
            },
        ),
        migrations.AddField(
            model_name='dataterms',
            name='seller',
            field=models.ForeignKey(help_text='Whose terms these are. Example: OpenAI', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.provider', verbose_name='seller'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='provider',
            field=models.ForeignKey(help_text='Who made it, not who sells it. Example: OpenAI', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.provider', verbose_name='maker'),
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: designer', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='The role in one or two words. Example: Designer', verbose_name='name')),
                ('needs', models.TextField(help_text='What this person needs before work can start. Example: Rights to the pictures and a style guide.', verbose_name='needs')),
                ('media', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), help_text='What this person mostly makes. Example: Pictures, Film', verbose_name='media')),
                ('tasks', models.TextField(help_text='What this person does in a pilot. Example: Picks the reference pictures.', verbose_name='tasks')),
            ],
            options={
                'verbose_name': 'role',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='role_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='role_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='role_has_name', violation_error_message='Write the name; it must not be empty.'), models.CheckConstraint(condition=models.Q(('needs__regex', '\\S')), name='role_has_needs', violation_error_message='Write the needs; it must not be empty.'), models.CheckConstraint(condition=models.Q(('tasks__regex', '\\S')), name='role_has_tasks', violation_error_message='Write the tasks; it must not be empty.'), models.CheckConstraint(condition=models.Q(('media__contained_by', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='role_media_known', violation_error_message='Choose the media from the list only.')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: openai-pricing-2026-11', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('title', models.CharField(help_text='What the page or paper calls itself. Example: Pricing, OpenAI developer documentation', verbose_name='title')),
                ('publisher', models.CharField(blank=True, help_text='Who answers for it; empty if nobody is named. Example: OpenAI', verbose_name='publisher')),
                ('url', models.URLField(blank=True, help_text='Where a reader can look for themselves. Example: https://www.example.org/pricing', max_length=500, verbose_name='address')),
                ('published', models.DateField(blank=True, help_text='The day the source gives itself. Example: 2026-10-05', null=True, verbose_name='published')),
                ('retrieved', models.DateField(blank=True, help_text='The day on which we read it. Example: 2026-11-24', null=True, verbose_name='read on')),
                ('voice', models.CharField(choices=[('vendor', 'Seller’s own'), ('independent', 'Independent'), ('editor', 'Editor’s judgement')], help_text='Who speaks: the seller itself, somebody independent, or we. Example: Seller’s own for a price page', verbose_name='voice')),
                ('quote', models.TextField(blank=True, help_text='One short sentence, word for word. Example: We do not train on your business data.', verbose_name='quote')),
                ('licence', models.CharField(blank=True, help_text='Under which terms its figures may be shown. Example: CC BY 4.0', verbose_name='licence')),
            ],
            options={
                'verbose_name': 'source',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='source_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='source_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='source_has_title', violation_error_message='Write the title; it must not be empty.'), models.CheckConstraint(condition=models.Q(('voice__in', ['vendor', 'independent', 'editor'])), name='source_voice_known', violation_error_message='Choose the voice from the list.'), models.CheckConstraint(condition=models.Q(('published__isnull', True), ('retrieved__isnull', True), ('retrieved__gte', models.F('published')), _connector='OR'), name='source_read_after_published', violation_error_message='A source cannot be read before it was published. Check the two days.')],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: claude-pro', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='As on the price page. Example: Claude Pro', verbose_name='name')),
                ('about', models.TextField(blank=True, help_text='What it is, in one sentence. Example: A chat assistant by the month.', verbose_name='about')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Billed for at least two seats.', verbose_name='note')),
                ('url', models.URLField(blank=True, help_text='Its price page. Example: https://claude.com/pricing', max_length=500, verbose_name='address')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('models', models.ManyToManyField(blank=True, help_text='Models a subscriber gets to use. Example: Claude Opus 4.6', related_name='+', to='catalog.aimodel', verbose_name='built on')),
                ('provider', models.ForeignKey(help_text='Who sells it. Example: Anthropic', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.provider', verbose_name='seller')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'product',
            },
        ),
        migrations.CreateModel(
            name='Price',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('unit', models.CharField(choices=[('input_mtok', 'million tokens in'), ('output_mtok', 'million tokens out'), ('cached_input_mtok', 'million tokens in, cached'), ('image', 'picture'), ('video_second', 'second of film'), ('audio_minute', 'minute of sound'), ('mchar', 'million characters'), ('generation', 'finished piece'), ('seat_month', 'seat and month')], help_text='What the price buys. Example: million tokens in', verbose_name='unit')),
                ('usd', models.DecimalField(help_text='Price of one unit; 0 only if it is truly free. Example: 2.50', verbose_name='US dollars')),
                ('valid_from', models.DateField(help_text='The first day it holds. Example: 2026-11-17', verbose_name='from')),
                ('valid_to', models.DateField(blank=True, help_text='The last day it holds; empty while no end is known. A new price starts the day after. Example: 2026-12-31', null=True, verbose_name='to')),
                ('basis', models.CharField(choices=[('dated', 'Dated by the source'), ('recorded', 'First recorded on this day, in force earlier'), ('carried-back', 'Today’s price carried back to the release'), ('announced', 'Announced for this day')], default='dated', help_text='How sure the first day is. Example: Announced for this day', verbose_name='basis')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Off-peak price.', verbose_name='note')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('offer', models.ForeignKey(blank=True, help_text='The offer it is for; empty for a product. Example: gpt-6-2-sol@openai', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.offer', verbose_name='offer')),
                ('product', models.ForeignKey(blank=True, help_text='The product it is for; empty for an offer. Example: Claude Pro', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.product', verbose_name='product')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'price',
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='source',
            field=models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='Guidance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: try-prompting-first', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('topic', models.CharField(choices=[('order', 'Order of work'), ('prompting', 'Instructions'), ('examples', 'Examples'), ('retrieval', 'Looking things up'), ('fine-tuning', 'Fine-tuning'), ('reference', 'Reference pictures'), ('style', 'Picture style'), ('voice', 'Voice'), ('test-size', 'How many tests'), ('test-method', 'How to test'), ('law', 'Law'), ('regulated', 'Regulated advice'), ('rights', 'Rights in pictures and sound'), ('study', 'Measured gains')], help_text='Which part of a plan it serves. Example: Fine-tuning', verbose_name='topic')),
                ('statement', models.TextField(help_text='What the source says, in our words. Example: Write the tests before you tune.', verbose_name='statement')),
                ('figure', models.CharField(blank=True, help_text='Its number, if it gives one. Example: 50-100', verbose_name='figure')),
                ('unit', models.CharField(blank=True, help_text='What the figure counts. Example: examples', verbose_name='unit')),
                ('population', models.CharField(blank=True, help_text='Among whom it was measured. Example: 5,172 support agents', verbose_name='population')),
                ('risks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('personal-data', 'Personal data'), ('confidential-data', 'Confidential data'), ('consumer-law', 'Consumer law'), ('copyright', 'Copyright'), ('trademark', 'Trade marks'), ('misleading-picture', 'Misleading picture'), ('deepfake', 'A face or voice that is not theirs'), ('contract-error', 'Wrong promise or contract'), ('factual-errors', 'Wrong facts'), ('regulated-advice', 'Advice that needs a licence'), ('discrimination', 'Unequal treatment'), ('safety', 'Harm to people or things'), ('security', 'Security holes'), ('content-safety', 'Offensive content')]), blank=True, default=list, help_text='The risks it has something to say on. Example: Copyright', verbose_name='risks')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'guidance',
                'verbose_name_plural': 'guidance',
            },
        ),
        migrations.AddField(
            model_name='dataterms',
            name='source',
            field=models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='Contrast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: what-comes-out', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('position', models.IntegerField(help_text='Rows are shown from low to high. Example: 1', verbose_name='position')),
                ('feature', models.CharField(help_text='What is compared. Example: What comes out', verbose_name='feature')),
                ('language', models.TextField(help_text='How it is with a language model. Example: Text, code, tables.', verbose_name='language models')),
                ('generative', models.TextField(help_text='How it is with generative AI as a whole. Example: Any medium.', verbose_name='generative AI')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Many models do both today.', verbose_name='note')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'contrast',
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: market-size-2030', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('sentence', models.TextField(help_text='The claim as one sentence of ours. Example: The market grows to 1.3 trillion dollars.', verbose_name='sentence')),
                ('subject', models.CharField(help_text='What it is about. Example: generative AI market', verbose_name='subject')),
                ('measure', models.CharField(help_text='What is counted. Example: yearly revenue', verbose_name='measure')),
                ('value', models.DecimalField(blank=True, help_text='The figure, or the lower one of two. Example: 1300', null=True, verbose_name='value')),
                ('value_high', models.DecimalField(blank=True, help_text='The higher one, if it is a range. Example: 1500', null=True, verbose_name='upper value')),
                ('unit', models.CharField(blank=True, help_text='What the value is in. Example: billion US dollars', verbose_name='unit')),
                ('year', models.IntegerField(blank=True, help_text='The year it speaks of, or starts in. Example: 2024', null=True, verbose_name='year')),
                ('growth_percent', models.DecimalField(blank=True, help_text='If growth is claimed. Example: 42', null=True, verbose_name='growth a year, in percent')),
                ('horizon', models.IntegerField(blank=True, help_text='The year a forecast reaches. Example: 2032', null=True, verbose_name='until year')),
                ('forecast', models.BooleanField(default=False, help_text='Tick if it speaks of the future. Example: ticked for “by 2032”', verbose_name='forecast')),
                ('attributed_to', models.CharField(blank=True, help_text='Who is said to have said so. Example: a market research firm', verbose_name='attributed to')),
                ('status', models.CharField(choices=[('supported', 'Supported'), ('single', 'Single source'), ('vendor', 'Seller’s own'), ('unsourced', 'No source'), ('disputed', 'Disputed'), ('superseded', 'No longer counts')], help_text='How it stands. Example: No source', verbose_name='status')),
                ('doubt', models.TextField(blank=True, help_text='What is wrong with it, in a sentence. Example: The year is missing.', verbose_name='doubt')),
                ('checked_with', models.TextField(blank=True, help_text='What you looked at to check it. Example: the firm’s own summary', verbose_name='checked with')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'claim',
            },
        ),
        migrations.CreateModel(
            name='Benchmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: arena-text', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='As its owner writes it. Example: Arena Text (overall)', verbose_name='name')),
                ('measures', models.TextField(help_text='What it tells and what not, in plain words. Example: Which of two answers people like better.', verbose_name='measures')),
                ('task', models.CharField(choices=[('chat', 'Conversation'), ('writing', 'Writing'), ('coding', 'Writing program code'), ('agentic-coding', 'Changing whole programs'), ('reasoning', 'Hard questions'), ('instructions', 'Keeping to instructions'), ('maths', 'Maths'), ('vision', 'Understanding pictures'), ('research', 'Search and research'), ('documents', 'Understanding documents'), ('summaries', 'Summaries that add nothing'), ('facts', 'Getting facts right'), ('knowledge', 'General knowledge'), ('capability', 'General ability'), ('images', 'Making pictures'), ('image-editing', 'Editing pictures'), ('film', 'Making film'), ('film-editing', 'Editing film'), ('speech', 'Speaking'), ('transcription', 'Writing down speech'), ('music', 'Making music'), ('shapes', 'Making 3D shapes'), ('retrieval', 'Finding passages')], help_text='For which work it speaks. Example: Conversation', verbose_name='task')),
                ('unit', models.CharField(help_text='What the figure counts. Example: % of tasks solved', verbose_name='unit')),
                ('span', models.CharField(blank=True, help_text='From where to where figures go. Example: 0 to 100', verbose_name='span')),
                ('higher_is_better', models.BooleanField(default=True, help_text='Untick where a low figure is good. Example: unticked for error rates', verbose_name='higher is better')),
                ('url', models.URLField(blank=True, help_text='Its own page. Example: https://www.example.org/leaderboard', max_length=500, verbose_name='address')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'benchmark',
            },
        ),
        migrations.AddField(
            model_name='aimodel',
            name='source',
            field=models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: token', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('term', models.CharField(help_text='The word as people meet it. Example: Token', verbose_name='term')),
                ('meaning', models.TextField(help_text='What it means, without other such words. Example: A piece of a word; prices count them.', verbose_name='meaning')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'term',
            },
        ),
        migrations.CreateModel(
            name='Tuning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: gpt-4-1-openai-fine-tuning', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('model_name', models.CharField(help_text='As the host writes it. Example: GPT-4.1', verbose_name='model’s name')),
                ('adaptations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('fine-tuning', 'Fine-tuning on examples'), ('preference-tuning', 'Tuning on preferences'), ('reinforcement', 'Tuning with a grader'), ('distillation', 'Teaching a smaller model'), ('adapter', 'Light fine-tuning (LoRA)'), ('style', 'A picture style of your own'), ('reference', 'Reference pictures'), ('voice', 'A voice of your own')]), blank=True, default=list, help_text='What can be done; nothing where the host offers none. Example: Fine-tuning on examples', verbose_name='ways')),
                ('available', models.CharField(choices=[('yes', 'Yes'), ('restricted', 'Not to everybody'), ('invitation', 'By invitation'), ('no', 'No'), ('unclear', 'Unclear')], help_text='Whether somebody new gets it. Example: Not to everybody', verbose_name='for new customers')),
                ('min_examples', models.IntegerField(blank=True, help_text='What the host asks for at least. Example: 10', null=True, verbose_name='fewest examples')),
                ('good_examples', models.CharField(blank=True, help_text='What the host recommends. Example: 50-100', verbose_name='recommended examples')),
                ('example_unit', models.CharField(blank=True, help_text='What is counted. Example: example conversations', verbose_name='unit of examples')),
                ('price', models.CharField(blank=True, help_text='What the training costs, in words. Example: $25 per million tokens', verbose_name='price')),
                ('running_cost', models.TextField(blank=True, help_text='What the tuned model costs in use. Example: $3 in, $12 out per million tokens', verbose_name='running cost')),
                ('ends', models.DateField(blank=True, help_text='The last day it is offered. Example: 2027-01-06', null=True, verbose_name='ends')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Only for organisations that tuned before.', verbose_name='note')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('host', models.ForeignKey(help_text='Who offers the tuning. Example: OpenAI', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.provider', verbose_name='host')),
                ('model', models.ForeignKey(blank=True, help_text='The model, if the catalog has it. Example: GPT-4.1', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.aimodel', verbose_name='model')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'tuning',
            },
        ),
        migrations.CreateModel(
            name='UseCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: menu-photos', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='The job, verb first. Example: Make photos for the menu', verbose_name='name')),
                ('result', models.CharField(help_text='What comes out, in the plural, read after “for the”. Example: product descriptions', verbose_name='result')),
                ('department', models.CharField(blank=True, help_text='Where in the firm. Example: Customer service', verbose_name='department')),
                ('inputs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), help_text='What is at hand. Example: Text, Pictures', verbose_name='goes in')),
                ('outputs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), help_text='What should be made. Example: Pictures', verbose_name='comes out')),
                ('tasks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('chat', 'Conversation'), ('writing', 'Writing'), ('coding', 'Writing program code'), ('agentic-coding', 'Changing whole programs'), ('reasoning', 'Hard questions'), ('instructions', 'Keeping to instructions'), ('maths', 'Maths'), ('vision', 'Understanding pictures'), ('research', 'Search and research'), ('documents', 'Understanding documents'), ('summaries', 'Summaries that add nothing'), ('facts', 'Getting facts right'), ('knowledge', 'General knowledge'), ('capability', 'General ability'), ('images', 'Making pictures'), ('image-editing', 'Editing pictures'), ('film', 'Making film'), ('film-editing', 'Editing film'), ('speech', 'Speaking'), ('transcription', 'Writing down speech'), ('music', 'Making music'), ('shapes', 'Making 3D shapes'), ('retrieval', 'Finding passages')]), help_text='Which measurements speak for it. Example: Making pictures', verbose_name='tasks')),
                ('unit', models.CharField(help_text='One piece of work, read after “per”. Example: reply', verbose_name='unit')),
                ('unit_plural', models.CharField(help_text='Several of them, read after a number. Example: replies', verbose_name='units')),
                ('tokens_in', models.IntegerField(blank=True, help_text='Estimate for one unit; a word is about 1.3 tokens. Example: 2500', null=True, verbose_name='tokens in')),
                ('tokens_out', models.IntegerField(blank=True, help_text='Estimate for one unit. Example: 350', null=True, verbose_name='tokens out')),
                ('media_amount', models.DecimalField(blank=True, help_text='Pictures, seconds or shapes in one unit. Example: 15', null=True, verbose_name='media')),
                ('minutes_by_hand', models.DecimalField(blank=True, help_text='What one unit takes today. Example: 8', null=True, verbose_name='minutes by hand')),
                ('risks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('personal-data', 'Personal data'), ('confidential-data', 'Confidential data'), ('consumer-law', 'Consumer law'), ('copyright', 'Copyright'), ('trademark', 'Trade marks'), ('misleading-picture', 'Misleading picture'), ('deepfake', 'A face or voice that is not theirs'), ('contract-error', 'Wrong promise or contract'), ('factual-errors', 'Wrong facts'), ('regulated-advice', 'Advice that needs a licence'), ('discrimination', 'Unequal treatment'), ('safety', 'Harm to people or things'), ('security', 'Security holes'), ('content-safety', 'Offensive content')]), blank=True, default=list, help_text='What can go wrong. Example: Personal data', verbose_name='risks')),
                ('pilot_measure', models.TextField(blank=True, help_text='What a pilot should count. Example: Share of replies sent without edits', verbose_name='pilot measure')),
                ('common', models.BooleanField(default=False, help_text='Tick for the ten jobs that everybody asks about first. Example: ticked for answers to customers', verbose_name='common')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('industry', models.ForeignKey(help_text='Whose job it is. Example: Restaurants and cafés', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.industry', verbose_name='industry')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'use case',
            },
        ),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('branch', models.CharField(choices=[('language', 'Language model'), ('media', 'Other generative AI')], help_text='The column of the matrix. Example: Language model', verbose_name='branch')),
                ('fit', models.CharField(choices=[('yes', 'Yes'), ('limited', 'Limited'), ('no', 'No'), ('unknown', 'Unknown')], help_text='How well this branch does the job. Example: Limited', verbose_name='fit')),
                ('reason', models.TextField(help_text='Why, in one sentence. Example: A language model cannot draw.', verbose_name='reason')),
                ('condition', models.TextField(blank=True, help_text='What must be so for it to hold. Example: A person checks each answer.', verbose_name='condition')),
                ('disputed', models.TextField(blank=True, help_text='Both sides in words, if sources disagree. Example: The article says no; two vendors say yes.', verbose_name='disputed')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('review_by', models.DateField(blank=True, help_text='When somebody should look again. Example: 2027-05-31', null=True, verbose_name='review by')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
                ('use_case', models.ForeignKey(help_text='The row of the matrix. Example: Make photos for the menu', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.usecase', verbose_name='use case')),
            ],
            options={
                'verbose_name': 'cell of the matrix',
                'verbose_name_plural': 'cells of the matrix',
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField(help_text='Counts up from 1. Example: 12', verbose_name='number')),
                ('payload', models.TextField(help_text='The whole catalog as canonical JSON. Example: {"sources":[…]}', verbose_name='payload')),
                ('digest', models.CharField(help_text='SHA-256 of the payload, 64 hex digits. Example: 9f86d081884c7d65…', verbose_name='digest')),
                ('published_at', models.DateTimeField(help_text='When it went live. Example: 2026-11-24 10:15', verbose_name='published')),
                ('note', models.TextField(help_text='Why, in a sentence for readers. Example: November prices; two models retired.', verbose_name='note')),
                ('author', models.ForeignKey(blank=True, help_text='Who published it; empty if a command did. Example: maria', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
            ],
            options={
                'verbose_name': 'release',
                'permissions': (('publish_release', 'Can publish a release and go back to an older one'),),
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(fields=('number',), name='release_number_is_single', violation_error_message='There is a release with this number already.'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='release_number_positive', violation_error_message='Releases are counted from 1.'), models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='release_digest_is_hex', violation_error_message='The digest is 64 hex digits.'), models.CheckConstraint(condition=models.Q(('digest', catalog.models.release.Sha256(models.F('payload')))), name='release_payload_fits_digest', violation_error_message='The digest does not belong to this payload.'), models.CheckConstraint(condition=models.Q(('note__regex', '\\S')), name='release_has_note', violation_error_message='Write the note; it must not be empty.')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('value', models.DecimalField(help_text='The figure in the benchmark’s unit. Example: 1489.5', verbose_name='value')),
                ('low', models.DecimalField(blank=True, help_text='Lower end of the interval, where given. Example: 1483', null=True, verbose_name='low')),
                ('high', models.DecimalField(blank=True, help_text='Upper end of the interval, where given. Example: 1496', null=True, verbose_name='high')),
                ('voice', models.CharField(choices=[('vendor', 'Seller’s own'), ('independent', 'Independent'), ('editor', 'Editor’s judgement')], help_text='Who measured: the seller, or somebody independent. Example: Independent', verbose_name='voice')),
                ('measured_by', models.CharField(help_text='Who ran the measurement. Example: Epoch AI', verbose_name='measured by')),
                ('variant', models.CharField(blank=True, help_text='Which setting of the model. Example: high effort', verbose_name='variant')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('benchmark', models.ForeignKey(help_text='What was measured. Example: Arena Text (overall)', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.benchmark', verbose_name='benchmark')),
                ('model', models.ForeignKey(help_text='Which model. Example: GPT-6.2 Sol', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.aimodel', verbose_name='model')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'score',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='score_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('voice__in', ['vendor', 'independent', 'editor'])), name='score_voice_known', violation_error_message='Choose the voice from the list.'), models.CheckConstraint(condition=models.Q(('measured_by__regex', '\\S')), name='score_has_measured_by', violation_error_message='Write the measured by; it must not be empty.'), models.CheckConstraint(condition=models.Q(models.Q(('low__isnull', True), ('low__lte', models.F('value')), _connector='OR'), models.Q(('high__isnull', True), ('high__gte', models.F('value')), _connector='OR')), name='score_within_interval', violation_error_message='The value must lie between low and high.'), models.CheckConstraint(condition=models.Q(('value__gt', Decimal('-1000000000')), ('value__lt', Decimal('1000000000'))), name='score_is_a_number', violation_error_message='Write the value as a number, for example 61.4.'), models.UniqueConstraint(fields=('benchmark', 'model', 'variant', 'voice', 'as_of'), name='score_is_single', violation_error_message='This figure is in the catalog already. Change that row instead.')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published')], default='draft', help_text='Only published rows go into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: do-i-need-both', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('position', models.IntegerField(help_text='Questions go from low to high. Example: 1', verbose_name='position')),
                ('question', models.CharField(help_text='As people ask it. Example: Do I need both?', verbose_name='question')),
                ('answer', models.TextField(help_text='In Markdown, the answer first. Example: Often. Text and pictures need different models.', verbose_name='answer')),
                ('html', catalog.models.base.HtmlField(blank=True, editable=False, help_text='Made from the answer when you save. Example: a paragraph.', of='answer', verbose_name='as it will look')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
                ('source', models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'question',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='question_state_known', violation_error_message='Choose draft, in review or published.'), models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='question_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'), models.CheckConstraint(condition=models.Q(('question__regex', '\\S')), name='question_has_question', violation_error_message='Write the question; it must not be empty.'), models.CheckConstraint(condition=models.Q(('answer__regex', '\\S')), name='question_has_answer', violation_error_message='Write the answer; it must not be empty.'), models.CheckConstraint(condition=models.Q(('position__gte', 0)), name='question_position_not_negative', violation_error_message='The position is 0 or more.')],
            },
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='product_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='product_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='product_has_name', violation_error_message='Write the name; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='price_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['input_mtok', 'output_mtok', 'cached_input_mtok', 'image', 'video_second', 'audio_minute', 'mchar', 'generation', 'seat_month'])), name='price_unit_known', violation_error_message='Choose the unit from the list.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('basis__in', ['dated', 'recorded', 'carried-back', 'announced'])), name='price_basis_known', violation_error_message='Choose the basis from the list.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offer__isnull', False), ('product__isnull', True)), models.Q(('offer__isnull', True), ('product__isnull', False)), _connector='OR'), name='price_has_one_subject', violation_error_message='A price belongs to an offer or to a product. Choose one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('usd__gte', 0)), name='price_not_negative', violation_error_message='A price cannot be below 0.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('usd__lt', Decimal('1000000'))), name='price_within_reason', violation_error_message='No unit costs a million dollars. Check the unit and the number.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='price_ends_after_it_starts', violation_error_message='The last day cannot be before the first day.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('product__isnull', False), ('unit', 'seat_month')), models.Q(('product__isnull', True), models.Q(('unit', 'seat_month'), _negated=True)), _connector='OR'), name='price_by_seat_is_for_products', violation_error_message='A price for a seat belongs to a product, any other unit to an offer.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('offer__isnull', False)), expressions=[('offer', '='), ('unit', '='), (catalog.models.market.DateRange(models.F('valid_from'), models.Case(models.When(then=models.F('valid_from'), valid_to__lt=models.F('valid_from')), default=models.F('valid_to')), models.Value('[]')), '&&')], name='offer_prices_do_not_overlap', violation_error_message='This offer has another price for this unit in these days. End that one first.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('product__isnull', False)), expressions=[('product', '='), ('unit', '='), (catalog.models.market.DateRange(models.F('valid_from'), models.Case(models.When(then=models.F('valid_from'), valid_to__lt=models.F('valid_from')), default=models.F('valid_to')), models.Value('[]')), '&&')], name='product_prices_do_not_overlap', violation_error_message='This product has another price for this unit in these days. End that one first.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='offer_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*@[a-z0-9][a-z0-9-]*$')), name='offer_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('eu_region__in', ['yes', 'no', 'unknown'])), name='offer_eu_region_known', violation_error_message='Choose the eu region from the list.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(fields=('model', 'seller'), name='offer_is_single', violation_error_message='This seller already has an offer of this model. Change that one instead.'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='guidance_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='guidance_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('statement__regex', '\\S')), name='guidance_has_statement', violation_error_message='Write the statement; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('topic__in', ['order', 'prompting', 'examples', 'retrieval', 'fine-tuning', 'reference', 'style', 'voice', 'test-size', 'test-method', 'law', 'regulated', 'rights', 'study'])), name='guidance_topic_known', violation_error_message='Choose the topic from the list.'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('risks__contained_by', ['personal-data', 'confidential-data', 'consumer-law', 'copyright', 'trademark', 'misleading-picture', 'deepfake', 'contract-error', 'factual-errors', 'regulated-advice', 'discrimination', 'safety', 'security', 'content-safety'])), name='guidance_risks_known', violation_error_message='Choose the risks from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='data_terms_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='data_terms_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('product__regex', '\\S')), name='data_terms_has_product', violation_error_message='Write the product; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('trains_on_inputs__in', ['no', 'yes', 'opt-out', 'unknown'])), name='data_terms_trains_on_inputs_known', violation_error_message='Choose the trains on inputs from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('zero_retention__in', ['yes', 'no', 'unknown'])), name='data_terms_zero_retention_known', violation_error_message='Choose the zero retention from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('eu_region__in', ['yes', 'no', 'unknown'])), name='data_terms_eu_region_known', violation_error_message='Choose the eu region from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('health_data__in', ['yes', 'no', 'unknown'])), name='data_terms_health_data_known', violation_error_message='Choose the health data from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('soc2__in', ['yes', 'no', 'unknown'])), name='data_terms_soc2_known', violation_error_message='Choose the soc2 from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('indemnity__in', ['yes', 'no', 'unknown'])), name='data_terms_indemnity_known', violation_error_message='Choose the indemnity from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', ['high', 'medium', 'low'])), name='data_terms_confidence_known', violation_error_message='Choose the confidence from the list.'),
        ),
        migrations.AddConstraint(
            model_name='dataterms',
            constraint=models.CheckConstraint(condition=models.Q(('retention_days__isnull', True), ('retention_days__gte', 0), _connector='OR'), name='data_terms_retention_not_negative', violation_error_message='Inputs cannot be kept for fewer than 0 days. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='contrast',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='contrast_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='contrast',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='contrast_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='contrast',
            constraint=models.CheckConstraint(condition=models.Q(('feature__regex', '\\S')), name='contrast_has_feature', violation_error_message='Write the feature; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='contrast',
            constraint=models.CheckConstraint(condition=models.Q(('language__regex', '\\S')), name='contrast_has_language', violation_error_message='Write the language; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='contrast',
            constraint=models.CheckConstraint(condition=models.Q(('generative__regex', '\\S')), name='contrast_has_generative', violation_error_message='Write the generative; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='contrast',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 0)), name='contrast_position_not_negative', violation_error_message='The position is 0 or more.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='claim_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='claim_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('sentence__regex', '\\S')), name='claim_has_sentence', violation_error_message='Write the sentence; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('subject__regex', '\\S')), name='claim_has_subject', violation_error_message='Write the subject; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('measure__regex', '\\S')), name='claim_has_measure', violation_error_message='Write the measure; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['supported', 'single', 'vendor', 'unsourced', 'disputed', 'superseded'])), name='claim_status_known', violation_error_message='Choose the status from the list.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('value_high__isnull', True), models.Q(('value__isnull', False), ('value_high__gte', models.F('value'))), _connector='OR'), name='claim_values_in_order', violation_error_message='The upper value needs a lower one that is not above it.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('year__isnull', True), ('year__range', (1900, 2200)), _connector='OR'), models.Q(('horizon__isnull', True), ('horizon__range', (1900, 2200)), _connector='OR')), name='claim_years_plausible', violation_error_message='Write years with four digits, for example 2026.'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('year__isnull', True), ('horizon__isnull', True), ('horizon__gte', models.F('year')), _connector='OR'), name='claim_reaches_forward', violation_error_message='A forecast cannot end before it starts. Check the two years.'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='benchmark_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='benchmark_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='benchmark_has_name', violation_error_message='Write the name; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('measures__regex', '\\S')), name='benchmark_has_measures', violation_error_message='Write the measures; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('unit__regex', '\\S')), name='benchmark_has_unit', violation_error_message='Write the unit; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('task__in', ['chat', 'writing', 'coding', 'agentic-coding', 'reasoning', 'instructions', 'maths', 'vision', 'research', 'documents', 'summaries', 'facts', 'knowledge', 'capability', 'images', 'image-editing', 'film', 'film-editing', 'speech', 'transcription', 'music', 'shapes', 'retrieval'])), name='benchmark_task_known', violation_error_message='Choose the task from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='model_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='model_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='model_has_name', violation_error_message='Write the name; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('inputs__contained_by', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='model_inputs_known', violation_error_message='Choose the inputs from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('outputs__contained_by', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='model_outputs_known', violation_error_message='Choose the outputs from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('open_weights__in', ['yes', 'no', 'unknown'])), name='model_open_weights_known', violation_error_message='Choose the open weights from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('self_hosting__in', ['yes', 'no', 'unknown'])), name='model_self_hosting_known', violation_error_message='Choose the self hosting from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('commercial_use__in', ['yes', 'no', 'unknown'])), name='model_commercial_use_known', violation_error_message='Choose the commercial use from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('tuning__in', ['yes', 'no', 'unknown'])), name='model_tuning_known', violation_error_message='Choose the tuning from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('tools__in', ['yes', 'no', 'unknown'])), name='model_tools_known', violation_error_message='Choose the tools from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('structured_output__in', ['yes', 'no', 'unknown'])), name='model_structured_output_known', violation_error_message='Choose the structured output from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('reasoning__in', ['yes', 'no', 'unknown'])), name='model_reasoning_known', violation_error_message='Choose the reasoning from the list.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('context_tokens__isnull', True), ('context_tokens__gt', 0), _connector='OR'), name='model_context_tokens_positive', violation_error_message='The context is at least one token. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('output_tokens__isnull', True), ('output_tokens__gt', 0), _connector='OR'), name='model_output_tokens_positive', violation_error_message='The longest answer is at least one token. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('parameters_billion__isnull', True), models.Q(('parameters_billion__gt', 0), ('parameters_billion__lt', 1000000000)), _connector='OR'), name='model_parameters_positive', violation_error_message='The number of parameters is above 0. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('retires__isnull', True), ('released__isnull', True), ('retires__gte', models.F('released')), _connector='OR'), name='model_retires_after_release', violation_error_message='A model cannot retire before it was released. Check the two days.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('replaced_by__isnull', True), models.Q(('replaced_by', models.F('id')), _negated=True), _connector='OR'), name='model_does_not_replace_itself', violation_error_message='A model cannot replace itself. Choose its successor or leave this empty.'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='term_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='term_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('term__regex', '\\S')), name='term_has_term', violation_error_message='Write the term; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('meaning__regex', '\\S')), name='term_has_meaning', violation_error_message='Write the meaning; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='tuning_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='tuning_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('model_name__regex', '\\S')), name='tuning_has_model_name', violation_error_message='Write the model name; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('adaptations__contained_by', ['fine-tuning', 'preference-tuning', 'reinforcement', 'distillation', 'adapter', 'style', 'reference', 'voice'])), name='tuning_adaptations_known', violation_error_message='Choose the adaptations from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('available__in', ['yes', 'restricted', 'invitation', 'no', 'unclear'])), name='tuning_available_known', violation_error_message='Choose the available from the list.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('adaptations__len__gt', 0), ('available', 'no'), _connector='OR'), name='tuning_names_a_way', violation_error_message='Tick at least one way in which the model can be adapted, or say that it is not offered.'),
        ),
        migrations.AddConstraint(
            model_name='tuning',
            constraint=models.CheckConstraint(condition=models.Q(('min_examples__isnull', True), ('min_examples__gte', 0), _connector='OR'), name='tuning_min_examples_not_negative', violation_error_message='The fewest examples cannot be below 0. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='use_case_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='use_case_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='use_case_has_name', violation_error_message='Write the name; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('result__regex', '\\S')), name='use_case_has_result', violation_error_message='Write the result; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('unit__regex', '\\S')), name='use_case_has_unit', violation_error_message='Write the unit; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('unit_plural__regex', '\\S')), name='use_case_has_unit_plural', violation_error_message='Write the unit plural; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('inputs__contained_by', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='use_case_inputs_known', violation_error_message='Choose the inputs from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('outputs__contained_by', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='use_case_outputs_known', violation_error_message='Choose the outputs from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('tasks__contained_by', ['chat', 'writing', 'coding', 'agentic-coding', 'reasoning', 'instructions', 'maths', 'vision', 'research', 'documents', 'summaries', 'facts', 'knowledge', 'capability', 'images', 'image-editing', 'film', 'film-editing', 'speech', 'transcription', 'music', 'shapes', 'retrieval'])), name='use_case_tasks_known', violation_error_message='Choose the tasks from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('risks__contained_by', ['personal-data', 'confidential-data', 'consumer-law', 'copyright', 'trademark', 'misleading-picture', 'deepfake', 'contract-error', 'factual-errors', 'regulated-advice', 'discrimination', 'safety', 'security', 'content-safety'])), name='use_case_risks_known', violation_error_message='Choose the risks from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('outputs__len__gt', 0)), name='use_case_makes_something', violation_error_message='Tick at least one medium that comes out.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('tokens_in__isnull', True), ('tokens_in__gte', 0), _connector='OR'), models.Q(('tokens_out__isnull', True), ('tokens_out__gte', 0), _connector='OR')), name='use_case_tokens_not_negative', violation_error_message='Tokens cannot be below 0. Leave them empty if they are unknown.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('media_amount__isnull', True), models.Q(('media_amount__gte', 0), ('media_amount__lt', 1000000000)), _connector='OR'), name='use_case_media_not_negative', violation_error_message='The amount of media cannot be below 0. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_by_hand__isnull', True), models.Q(('minutes_by_hand__gte', 0), ('minutes_by_hand__lt', 1000000)), _connector='OR'), name='use_case_minutes_not_negative', violation_error_message='Minutes cannot be below 0. Leave them empty if they are unknown.'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published'])), name='cell_state_known', violation_error_message='Choose draft, in review or published.'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('branch__in', ['language', 'media'])), name='cell_branch_known', violation_error_message='Choose the branch from the list.'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('fit__in', ['yes', 'limited', 'no', 'unknown'])), name='cell_fit_known', violation_error_message='Choose the fit from the list.'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='cell_has_reason', violation_error_message='Say why. A cell without a reason helps nobody.'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.CheckConstraint(condition=models.Q(('review_by__isnull', True), ('review_by__gt', models.F('as_of')), _connector='OR'), name='cell_review_after_as_of', violation_error_message='The day to look again comes after the day of the source.'),
        ),
        migrations.AddConstraint(
            model_name='cell',
            constraint=models.UniqueConstraint(fields=('use_case', 'branch'), name='cell_is_single', violation_error_message='This use case has a cell for this branch already. Change that one instead.'),
        ),
        migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES),
    ]
