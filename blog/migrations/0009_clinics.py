"""Clinics, and the page above their stories; what a story needs beside. Data follows in 0010, the rest in 0011.

In three steps, because PostgreSQL changes no table in the transaction that moved its rows.
"""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import modelcluster.fields

import blog.clinic_choices
import blog.clinic_fields
import editorial.withdrawn_pages
import pages.listing


class Migration(migrations.Migration):
    """New tables and columns."""

    dependencies = [
        ("blog", "0008_central_texts"),
        ("pictures", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("editorial", "0006_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name="cliniclicence",
            name="evidence_url",
            field=models.URLField(blank=True, verbose_name="entry in the register"),
        ),
        migrations.AddField(
            model_name="clinicopening",
            name="closes_next_day",
            field=models.BooleanField(default=False, verbose_name="closes after midnight"),
        ),
        migrations.AddField(
            model_name="clinicopening",
            name="valid_from",
            field=models.DateField(blank=True, help_text="Only for hours of a season.", null=True, verbose_name="from"),
        ),
        migrations.AddField(
            model_name="clinicopening",
            name="valid_through",
            field=models.DateField(blank=True, null=True, verbose_name="through"),
        ),
        migrations.AddField(
            model_name="clinicspotlight",
            name="contract_reference",
            field=models.CharField(
                blank=True,
                help_text="Between colleagues; readers never see it.",
                max_length=120,
                verbose_name="contract",
            ),
        ),
        migrations.AddField(
            model_name="clinicspotlight",
            name="paid_from",
            field=models.DateField(blank=True, null=True, verbose_name="paid from"),
        ),
        migrations.AddField(
            model_name="clinicspotlight",
            name="paid_until",
            field=models.DateField(
                blank=True, help_text="The page is taken down the day after.", null=True, verbose_name="paid until"
            ),
        ),
        migrations.AddField(
            model_name="clinicspotlight",
            name="sponsor_saw_text",
            field=models.BooleanField(
                default=False, help_text="Readers are told.", verbose_name="who paid saw the text before publication"
            ),
        ),
        migrations.AddField(
            model_name="clinictreatment",
            name="monitoring",
            field=models.CharField(
                blank=True,
                help_text="Who is there, and what is measured.",
                max_length=200,
                verbose_name="how patients are watched",
            ),
        ),
        migrations.AlterField(
            model_name="cliniclicence",
            name="valid_until",
            field=models.DateField(
                db_index=True,
                help_text="The last valid day. On the day after, readers no longer see the clinic.",
                verbose_name="valid until",
            ),
        ),
        migrations.AlterField(
            model_name="clinicprice",
            name="as_of",
            field=models.DateField(
                help_text="Readers see a price for six months after this day.", verbose_name="as of"
            ),
        ),
        migrations.CreateModel(
            name="Clinic",
            fields=[
                ("seal", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "summary",
                    models.CharField(
                        help_text="One or two sentences that say what the reader will learn. Shown in lists, feeds and searches.",
                        max_length=220,
                        verbose_name="summary",
                    ),
                ),
                (
                    "social_title",
                    models.CharField(
                        blank=True,
                        help_text="Only if it should differ from the page's title.",
                        max_length=110,
                        verbose_name="title in social networks",
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Marks the page as fictional: readers see a notice, search engines are asked to leave it out.",
                        verbose_name="demonstration content",
                    ),
                ),
                (
                    "identity_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("identity_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("identity_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "hours_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("hours_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("hours_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "licences_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("licences_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("licences_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "treatments_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("treatments_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("treatments_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "prices_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("prices_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("prices_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "insurance_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("insurance_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("insurance_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "access_source",
                    models.CharField(
                        blank=True,
                        help_text="Where it stands: a register's address, a letter, who said so on the telephone.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("access_checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("access_checked_by", models.CharField(blank=True, max_length=255, verbose_name="checked by")),
                (
                    "page_ptr",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        related_name="as_clinic",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("legal_name", models.CharField(blank=True, max_length=200, verbose_name="legal name")),
                (
                    "other_names",
                    models.TextField(
                        blank=True,
                        help_text="One on each line. Texts that use one of them must point here.",
                        verbose_name="other names",
                    ),
                ),
                ("street", models.CharField(max_length=200, verbose_name="street")),
                ("city", models.CharField(max_length=100, verbose_name="town")),
                ("region", models.CharField(blank=True, db_index=True, max_length=100, verbose_name="state or region")),
                ("postal_code", models.CharField(blank=True, max_length=20, verbose_name="postal code")),
                (
                    "country",
                    models.CharField(
                        choices=[
                            ("AU", "Australia"),
                            ("CA", "Canada"),
                            ("DE", "Germany"),
                            ("ES", "Spain"),
                            ("FR", "France"),
                            ("GB", "United Kingdom"),
                            ("IE", "Ireland"),
                            ("NL", "Netherlands"),
                            ("NZ", "New Zealand"),
                            ("US", "United States"),
                        ],
                        default="US",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Degrees north of the equator, such as 37.69.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="Degrees east of Greenwich; west is negative, such as -97.33.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "geo_precision",
                    models.CharField(
                        choices=[
                            ("exact", "The building"),
                            ("street", "The street"),
                            ("postcode", "The postal code"),
                            ("town", "The town"),
                        ],
                        default="town",
                        max_length=10,
                        verbose_name="how exact",
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        help_text="With country code: +13165550142.",
                        max_length=16,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+[1-9]\\d{6,14}$",
                                "Write the number with its country code and without spaces: +13165550142.",
                            )
                        ],
                        verbose_name="telephone",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "medical_director_name",
                    models.CharField(blank=True, max_length=150, verbose_name="medical director"),
                ),
                (
                    "medical_director_credential",
                    models.CharField(blank=True, max_length=200, verbose_name="credential of the medical director"),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=blog.clinic_choices.time_zones,
                        default="America/Chicago",
                        max_length=40,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "closed_on_holidays",
                    models.BooleanField(blank=True, null=True, verbose_name="closed on public holidays"),
                ),
                (
                    "emergency_equipment",
                    models.BooleanField(blank=True, null=True, verbose_name="emergency equipment on site"),
                ),
                (
                    "exclusions",
                    models.TextField(
                        blank=True,
                        help_text="One reason on each line, in the clinic's own terms.",
                        verbose_name="whom it does not treat",
                    ),
                ),
                (
                    "insurance_plans",
                    models.TextField(blank=True, help_text="One on each line.", verbose_name="insurance accepted"),
                ),
                ("insurance_as_of", models.DateField(blank=True, null=True, verbose_name="insurance as of")),
                (
                    "telehealth",
                    models.CharField(
                        choices=[
                            ("none", "Nothing"),
                            ("screening", "First conversation"),
                            ("follow_up", "Follow-up appointments"),
                            ("treatment", "Treatment at home"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="by video",
                    ),
                ),
                (
                    "states_served",
                    models.TextField(
                        blank=True,
                        help_text="One on each line, by postal code: KS.",
                        verbose_name="states served by video",
                    ),
                ),
                (
                    "accepting_new_patients",
                    models.BooleanField(blank=True, null=True, verbose_name="takes new patients"),
                ),
                (
                    "accessibility",
                    blog.clinic_fields.ChoiceListField(blank=True, default=list, verbose_name="accessibility"),
                ),
                ("languages", blog.clinic_fields.ChoiceListField(blank=True, default=list, verbose_name="languages")),
                (
                    "commercial_relationship",
                    models.CharField(
                        choices=[
                            ("none", "None"),
                            ("client", "Client: it pays us"),
                            ("past_client", "Past client: it paid us once"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="commercial relationship",
                    ),
                ),
                (
                    "next_check",
                    models.DateField(
                        blank=True, db_index=True, editable=False, null=True, verbose_name="next check due"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pictures.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "clinic",
                "verbose_name_plural": "clinics",
            },
            bases=(editorial.withdrawn_pages.AnswersWhenWithdrawn, "wagtailcore.page", models.Model),
        ),
        migrations.AddField(
            model_name="clinicspotlight",
            name="clinic",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spotlights",
                to="blog.clinic",
                verbose_name="clinic",
            ),
        ),
        # For a moment a row may belong to a story or to a clinic: both are pages.
        migrations.AlterField(
            model_name="cliniccondition",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.AlterField(
            model_name="cliniclicence",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.AlterField(
            model_name="clinicopening",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.AlterField(
            model_name="clinicprice",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.AlterField(
            model_name="clinictreatment",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.page"
            ),
        ),
        migrations.CreateModel(
            name="SpotlightIndex",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("seal", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "summary",
                    models.CharField(
                        help_text="One or two sentences that say what the reader will learn. Shown in lists, feeds and searches.",
                        max_length=220,
                        verbose_name="summary",
                    ),
                ),
                (
                    "social_title",
                    models.CharField(
                        blank=True,
                        help_text="Only if it should differ from the page's title.",
                        max_length=110,
                        verbose_name="title in social networks",
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        help_text="Marks the page as fictional: readers see a notice, search engines are asked to leave it out.",
                        verbose_name="demonstration content",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pictures.picture",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "spotlight index",
                "verbose_name_plural": "spotlight indexes",
            },
            bases=(
                pages.listing.ListingMixin,
                editorial.withdrawn_pages.AnswersWhenWithdrawn,
                "wagtailcore.page",
                models.Model,
            ),
        ),
        migrations.RenameField(
            model_name="clinicspotlight", old_name="commercial_relationship", new_name="commercial_status"
        ),
        migrations.AlterField(
            model_name="clinicspotlight",
            name="clinic_name",
            field=models.CharField(blank=True, default="", max_length=150),
        ),
        migrations.AlterField(
            model_name="clinicspotlight",
            name="street",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="clinicspotlight",
            name="city",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
    ]
