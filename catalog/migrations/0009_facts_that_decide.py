"""The facts that decide: purposes, weights, licences, regions, tiers, settings, boards, machines."""

import catalog.models.market
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models

from catalog.roles import grant


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0008_voices'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExchangeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published'), ('withdrawn', 'Taken out')], default='draft', help_text='Only what is published goes into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('currency', models.CharField(choices=[('EUR', 'Euro'), ('GBP', 'British pound')], help_text='Which currency. Example: Euro', verbose_name='currency')),
                ('usd', models.DecimalField(help_text='What one unit of it costs. Example: 1.15', verbose_name='US dollars')),
                ('valid_from', models.DateField(help_text='The first day it holds, until a newer row. Example: 2026-11-26', verbose_name='from')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
            ],
            options={
                'verbose_name': 'exchange rate',
            },
        ),
        migrations.CreateModel(
            name='Machine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published'), ('withdrawn', 'Taken out')], default='draft', help_text='Only what is published goes into the next release. Example: Draft while you still check the source.', verbose_name='state')),
                ('slug', models.CharField(help_text='Names the row in addresses and references; never change it once published. Example: h100-80gb-ovhcloud', unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9][a-z0-9-]*$', 'Write the slug in small letters, digits and hyphens only.')], verbose_name='slug')),
                ('name', models.CharField(help_text='As people call it. Example: NVIDIA H100, 80 GB', verbose_name='name')),
                ('size', models.CharField(choices=[('pc', 'PC with one consumer card'), ('card', 'One data-centre card'), ('server', 'One server of eight cards'), ('cluster', 'Several servers')], help_text='Which weights it holds. Example: One data-centre card', verbose_name='size')),
                ('seller', models.CharField(blank=True, help_text='Who rents or sells it. Example: OVHcloud', verbose_name='seller')),
                ('region', models.CharField(blank=True, help_text='Where it stands. Example: France', verbose_name='region')),
                ('memory_gb', models.IntegerField(help_text='Of all its cards together. Example: 80', verbose_name='memory, in GB')),
                ('usd_hour_low', models.DecimalField(blank=True, help_text='The lowest rent an hour. Example: 2.99', null=True, verbose_name='US dollars an hour, from')),
                ('usd_hour_high', models.DecimalField(blank=True, help_text='The highest rent an hour. Example: 4.50', null=True, verbose_name='US dollars an hour, to')),
                ('usd_purchase', models.DecimalField(blank=True, help_text='What it costs to buy. Example: 2900', null=True, verbose_name='US dollars to buy')),
                ('note', models.TextField(blank=True, help_text='What a reader should know besides, in one or two sentences. Example: Without storage and traffic.', verbose_name='note')),
                ('as_of', models.DateField(help_text='The day on which the source said so, not the day on which you typed it. Example: 2026-11-24', verbose_name='as of')),
            ],
            options={
                'verbose_name': 'machine',
            },
        ),
        migrations.RemoveConstraint(
            model_name='price',
            name='offer_prices_do_not_overlap',
        ),
        migrations.RemoveConstraint(
            model_name='price',
            name='product_prices_do_not_overlap',
        ),
        migrations.RemoveConstraint(
            model_name='score',
            name='score_is_single',
        ),
        migrations.AddField(
            model_name='aimodel',
            name='active_parameters_billion',
            field=models.DecimalField(blank=True, help_text='How many work on one token, where experts take turns. Example: 15', null=True, verbose_name='active parameters, in billions'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='gone_by',
            field=models.DateField(blank=True, help_text='A day on which it was known to be off sale, where the day it ended is not on record. Example: 2026-11-23', null=True, verbose_name='gone by'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='licence_condition',
            field=models.TextField(blank=True, help_text='What the firm must check before it uses the model, in a sentence. Example: Free below $1M a year.', verbose_name='condition of the licence'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='licence_not_in',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('eu', 'European Union'), ('uk', 'United Kingdom'), ('south-korea', 'South Korea'), ('usa', 'United States')]), blank=True, default=list, help_text='Where the licence does not hold. Example: European Union', verbose_name='not in'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='licence_revenue_max_usd',
            field=models.BigIntegerField(blank=True, help_text='US dollars a year that a firm may earn to use it under this licence. Example: 1000000', null=True, verbose_name='revenue at most'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='preview',
            field=models.BooleanField(default=False, help_text='Tick while its maker calls it a preview. Example: ticked for Veo 3.1', verbose_name='preview'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='purposes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('general', 'General language work'), ('code-completion', 'Code completion'), ('search', 'Answers from a web search'), ('embedding', 'Embeddings for search'), ('moderation', 'Moderation'), ('transcription', 'Transcription'), ('speech', 'Speech'), ('conversation', 'Live voice conversation'), ('image', 'Pictures'), ('video', 'Video'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('product', 'A product, not a model')]), blank=True, default=list, help_text='What it is made for, not all it can put out. Leave empty if unknown. Example: Transcription', verbose_name='made for'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='weights_form',
            field=models.CharField(blank=True, help_text='Precision of the smallest set. Example: 4 bit', verbose_name='form of the weights'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='weights_gb',
            field=models.DecimalField(blank=True, help_text='The smallest set that its maker publishes. Example: 17', null=True, verbose_name='weights, in GB'),
        ),
        migrations.AddField(
            model_name='aimodel',
            name='weights_gb_measured',
            field=models.DecimalField(blank=True, help_text='The set that the boards measured, where it is larger. Example: 62', null=True, verbose_name='measured weights, in GB'),
        ),
        migrations.AddField(
            model_name='offer',
            name='eu_endpoint',
            field=models.CharField(blank=True, help_text='Where calls stay in the EU. Example: https://api.eu.bfl.ai', verbose_name='address in the EU'),
        ),
        migrations.AddField(
            model_name='offer',
            name='eu_price_factor',
            field=models.DecimalField(blank=True, help_text='The price there over the list price, where no price of its own is on file. Example: 1.1', null=True, verbose_name='price factor in the EU'),
        ),
        migrations.AddField(
            model_name='offer',
            name='trains_on_inputs',
            field=models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('opt-out', 'Yes, unless you object'), ('unknown', 'Unknown')], default='unknown', help_text='Whether the seller learns from what customers send here; unknown: as its data terms say. Example: No', verbose_name='trains on inputs'),
        ),
        migrations.AddField(
            model_name='price',
            name='last_seen',
            field=models.DateField(blank=True, help_text='The last day on which a list or page showed it. Example: 2026-11-19', null=True, verbose_name='last seen'),
        ),
        migrations.AddField(
            model_name='price',
            name='region',
            field=models.CharField(blank=True, choices=[('', 'List price'), ('eu', 'In the EU')], default='', help_text='Where it holds, if it is not the list price. Example: In the EU', verbose_name='region'),
        ),
        migrations.AddField(
            model_name='price',
            name='tier',
            field=models.CharField(blank=True, help_text='Quality or size that it buys. Example: 720p', verbose_name='tier'),
        ),
        migrations.AddField(
            model_name='product',
            name='eu_region',
            field=models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Unknown')], default='unknown', help_text='Does all processing stay in the EU? Example: Unknown if no page of the seller says so', verbose_name='in the EU'),
        ),
        migrations.AddField(
            model_name='product',
            name='families',
            field=models.ManyToManyField(blank=True, help_text='Makers whose models are inside, where versions are not named. Example: OpenAI', related_name='+', to='catalog.provider', verbose_name='families inside'),
        ),
        migrations.AddField(
            model_name='product',
            name='group',
            field=models.CharField(blank=True, help_text='The product that this is a plan of. Example: ChatGPT for ChatGPT Business', verbose_name='plan of'),
        ),
        migrations.AddField(
            model_name='product',
            name='least_seats',
            field=models.IntegerField(blank=True, help_text='How many seats one must buy at least. Example: 2', null=True, verbose_name='least seats'),
        ),
        migrations.AddField(
            model_name='product',
            name='made_for',
            field=models.CharField(blank=True, help_text='The kind of work it is made for, in a few words. Example: any writing', verbose_name='made for'),
        ),
        migrations.AddField(
            model_name='product',
            name='media',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), blank=True, default=list, help_text='What people make with it. Example: Text', verbose_name='makes'),
        ),
        migrations.AddField(
            model_name='product',
            name='terms',
            field=models.ForeignKey(blank=True, help_text='The terms that hold for it. Example: ChatGPT Business', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.dataterms', verbose_name='data terms'),
        ),
        migrations.AddField(
            model_name='product',
            name='trains_on_inputs',
            field=models.CharField(choices=[('no', 'No'), ('yes', 'Yes'), ('opt-out', 'Yes, unless you object'), ('unknown', 'Unknown')], default='unknown', help_text='Whether the seller learns from what customers send here; unknown: as its data terms say. Example: No', verbose_name='trains on inputs'),
        ),
        migrations.AddField(
            model_name='provider',
            name='closed_weights',
            field=models.BooleanField(default=False, help_text='Tick if it publishes no weights of any model. Example: ticked for Anthropic', verbose_name='closed weights'),
        ),
        migrations.AddField(
            model_name='provider',
            name='country',
            field=models.CharField(blank=True, help_text='Where the firm is seated. Example: France', verbose_name='country'),
        ),
        migrations.AddField(
            model_name='score',
            name='effort',
            field=models.CharField(choices=[('none', 'No thinking'), ('low', 'Low effort'), ('medium', 'Medium effort'), ('high', 'High effort'), ('max', 'Highest effort'), ('unnamed', 'Setting not named')], default='unnamed', help_text='How much the model was set to think. Example: High effort', verbose_name='setting'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='annex_iii',
            field=models.CharField(blank=True, help_text='Which point of Annex III says so. Example: Annex III 4(a): recruitment', verbose_name='Annex III'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='answers_within',
            field=models.CharField(choices=[('seconds', 'Seconds'), ('minutes', 'Minutes'), ('overnight', 'Overnight')], default='minutes', help_text='How long an answer may take. Example: Seconds', verbose_name='answers within'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='board_image',
            field=models.ForeignKey(blank=True, help_text='The board that decides this part; empty where the job has no such part or no board measures it. Example: Arena Text-to-Image', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.benchmark', verbose_name='board for pictures'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='board_language',
            field=models.ForeignKey(blank=True, help_text='The board that decides this part; empty where the job has no such part or no board measures it. Example: Arena Text (overall)', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.benchmark', verbose_name='board for text'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='board_speech',
            field=models.ForeignKey(blank=True, help_text='The board that decides this part; empty where the job has no such part or no board measures it. Example: empty, since no board measures it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.benchmark', verbose_name='board for speech'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='board_video',
            field=models.ForeignKey(blank=True, help_text='The board that decides this part; empty where the job has no such part or no board measures it. Example: Arena Text-to-Video', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.benchmark', verbose_name='board for video'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='high_risk',
            field=models.BooleanField(default=False, help_text='Tick if the EU AI Act calls this use high-risk. Example: ticked for hiring', verbose_name='high-risk'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='material',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('none', 'Nothing private'), ('personal', 'Personal data'), ('confidential', 'Confidential data'), ('code', 'Program code')]), blank=True, default=list, help_text='What the work usually holds. Example: Personal data', verbose_name='usual material'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='must_inputs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('text', 'Text'), ('code', 'Program code'), ('data', 'Tables and data'), ('document', 'Documents and scans'), ('image', 'Pictures'), ('video', 'Film'), ('speech', 'Speech'), ('music', 'Music and sound'), ('3d', '3D shapes'), ('vector', 'Search numbers')]), blank=True, default=list, help_text='What has to go in; all else may. Example: Pictures', verbose_name='must go in'),
        ),
        migrations.AddField(
            model_name='usecase',
            name='sold_as',
            field=models.CharField(choices=[('api', 'By use, built in'), ('seat', 'By seat'), ('both', 'By use or by seat')], default='both', help_text='How what does this job is bought. Example: By seat', verbose_name='sold'),
        ),
        migrations.AlterField(
            model_name='score',
            name='variant',
            field=models.CharField(blank=True, help_text='The name its measurer prints. Example: gpt-5.6-sol-xhigh', verbose_name='printed name'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('purposes__contained_by', ['general', 'code-completion', 'search', 'embedding', 'moderation', 'transcription', 'speech', 'conversation', 'image', 'video', 'music', '3d', 'product'])), name='model_purposes_known', violation_error_message='Choose the purposes from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('licence_not_in__contained_by', ['eu', 'uk', 'south-korea', 'usa'])), name='model_licence_not_in_known', violation_error_message='Choose the licence not in from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('active_parameters_billion__isnull', True), models.Q(('active_parameters_billion__gt', 0), ('parameters_billion__isnull', True)), models.Q(('active_parameters_billion__gt', 0), ('active_parameters_billion__lte', models.F('parameters_billion'))), _connector='OR'), name='model_active_parameters_within_all', violation_error_message='The active parameters are above 0 and no more than all parameters.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('weights_gb__isnull', True), models.Q(('weights_gb__gt', 0), ('weights_gb__lt', 1000000)), _connector='OR'), name='model_weights_positive', violation_error_message='The weights are above 0 GB. Leave them empty if their size is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('weights_gb_measured__isnull', True), models.Q(('weights_gb__isnull', False), ('weights_gb_measured__gte', models.F('weights_gb')), ('weights_gb_measured__lt', 1000000)), _connector='OR'), name='model_measured_weights_not_smaller', violation_error_message='The measured weights are no smaller than the smallest set, which must be filled in.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('licence_revenue_max_usd__isnull', True), ('licence_revenue_max_usd__gt', 0), _connector='OR'), name='model_revenue_limit_positive', violation_error_message='A limit on revenue is above 0. Leave it empty if the licence has none.'),
        ),
        migrations.AddConstraint(
            model_name='aimodel',
            constraint=models.CheckConstraint(condition=models.Q(('gone_by__isnull', True), ('retires__isnull', True), _connector='OR'), name='model_gone_without_last_day', violation_error_message='Either the day it retires is on record, or only that it was gone by a day. Fill in one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('trains_on_inputs__in', ['no', 'yes', 'opt-out', 'unknown'])), name='offer_trains_on_inputs_known', violation_error_message='Choose the trains on inputs from the list.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('eu_price_factor__isnull', True), models.Q(('eu_price_factor__gt', 0), ('eu_price_factor__lt', 10)), _connector='OR'), name='offer_eu_price_factor_within_reason', violation_error_message='The factor lies between 0 and 10; 1.1 is a tenth more. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('eu_region', 'yes'), models.Q(('eu_endpoint', ''), ('eu_price_factor__isnull', True)), _connector='OR'), name='offer_eu_price_needs_region', violation_error_message='A price or an address in the EU needs an offer that can run there. Set “in the EU” to yes.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=models.CheckConstraint(condition=models.Q(('region__in', ['', 'eu'])), name='price_region_known', violation_error_message='Choose the region from the list.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('offer__isnull', False)), expressions=[('offer', '='), ('unit', '='), ('region', '='), ('tier', '='), (catalog.models.market.DateRange(models.F('valid_from'), models.Case(models.When(then=models.F('valid_from'), valid_to__lt=models.F('valid_from')), default=models.F('valid_to')), models.Value('[]')), '&&')], name='offer_prices_do_not_overlap', violation_error_message='This offer has another price for this unit, region and tier in these days. End that one first.'),
        ),
        migrations.AddConstraint(
            model_name='price',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('product__isnull', False)), expressions=[('product', '='), ('unit', '='), ('region', '='), ('tier', '='), (catalog.models.market.DateRange(models.F('valid_from'), models.Case(models.When(then=models.F('valid_from'), valid_to__lt=models.F('valid_from')), default=models.F('valid_to')), models.Value('[]')), '&&')], name='product_prices_do_not_overlap', violation_error_message='This product has another price for this unit, region and tier in these days. End that one first.'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('media__contained_by', ['text', 'code', 'data', 'document', 'image', 'video', 'speech', 'music', '3d', 'vector'])), name='product_media_known', violation_error_message='Choose the media from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('trains_on_inputs__in', ['no', 'yes', 'opt-out', 'unknown'])), name='product_trains_on_inputs_known', violation_error_message='Choose the trains on inputs from the list.'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('eu_region__in', ['yes', 'no', 'unknown'])), name='product_eu_region_known', violation_error_message='Choose the eu region from the list.'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.CheckConstraint(condition=models.Q(('least_seats__isnull', True), ('least_seats__gt', 0), _connector='OR'), name='product_least_seats_positive', violation_error_message='One seat is the least. Leave it empty if it is unknown.'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('effort__in', ['none', 'low', 'medium', 'high', 'max', 'unnamed'])), name='score_effort_known', violation_error_message='Choose the effort from the list.'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('benchmark', 'model', 'effort', 'voice', 'as_of'), name='score_is_single', violation_error_message='This figure is in the catalog already. Change that row instead.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('material__contained_by', ['none', 'personal', 'confidential', 'code'])), name='use_case_material_known', violation_error_message='Choose the material from the list only.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('answers_within__in', ['seconds', 'minutes', 'overnight'])), name='use_case_answers_within_known', violation_error_message='Choose the answers within from the list.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('sold_as__in', ['api', 'seat', 'both'])), name='use_case_sold_as_known', violation_error_message='Choose the sold as from the list.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(('must_inputs__contained_by', models.F('inputs'))), name='use_case_must_inputs_go_in', violation_error_message='What has to go in is among what goes in. Tick it there too.'),
        ),
        migrations.AddConstraint(
            model_name='usecase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('annex_iii', ''), ('high_risk', False)), models.Q(('annex_iii__regex', '\\S'), ('high_risk', True)), _connector='OR'), name='use_case_high_risk_names_point', violation_error_message='A high-risk use names its point of Annex III, and no other use does.'),
        ),
        migrations.AddField(
            model_name='exchangerate',
            name='source',
            field=models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source'),
        ),
        migrations.AddField(
            model_name='machine',
            name='source',
            field=models.ForeignKey(help_text='Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. Example: OpenAI, API pricing page', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.source', verbose_name='source'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published', 'withdrawn'])), name='exchange_rate_state_known', violation_error_message='Choose draft, in review, published or taken out.'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.CheckConstraint(condition=models.Q(('currency__in', ['EUR', 'GBP'])), name='exchange_rate_currency_known', violation_error_message='Choose the currency from the list.'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.CheckConstraint(condition=models.Q(('usd__gt', 0), ('usd__lt', Decimal('1000000'))), name='exchange_rate_positive', violation_error_message='A rate is above 0.'),
        ),
        migrations.AddConstraint(
            model_name='exchangerate',
            constraint=models.UniqueConstraint(fields=('currency', 'valid_from'), name='exchange_rate_is_single', violation_error_message='There is a rate of this currency from this day on already. Change that one instead.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'published', 'withdrawn'])), name='machine_state_known', violation_error_message='Choose draft, in review, published or taken out.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(('slug__regex', '^[a-z0-9][a-z0-9-]*$')), name='machine_slug_plain', violation_error_message='Write the slug in small letters, digits and hyphens only.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='machine_has_name', violation_error_message='Write the name; it must not be empty.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(('size__in', ['pc', 'card', 'server', 'cluster'])), name='machine_size_known', violation_error_message='Choose the size from the list.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(('memory_gb__gt', 0)), name='machine_memory_positive', violation_error_message='A machine has memory. Write it in GB.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('usd_hour_high__isnull', True), ('usd_hour_low__isnull', True)), models.Q(('usd_hour_high__gte', models.F('usd_hour_low')), ('usd_hour_high__lt', Decimal('1000000')), ('usd_hour_low__gt', 0)), _connector='OR'), name='machine_rent_in_order', violation_error_message='Write what an hour costs from and to, above 0, or leave both empty.'),
        ),
        migrations.AddConstraint(
            model_name='machine',
            constraint=models.CheckConstraint(condition=models.Q(('usd_purchase__isnull', True), models.Q(('usd_purchase__gt', 0), ('usd_purchase__lt', 1000000000)), _connector='OR'), name='machine_purchase_positive', violation_error_message='What it costs to buy is above 0. Leave it empty if it is only rented.'),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
