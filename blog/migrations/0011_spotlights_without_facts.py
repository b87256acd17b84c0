"""What stories had of their clinics goes: it stands with the clinics now."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import modelcluster.fields


class Migration(migrations.Migration):
    """Columns that moved."""

    dependencies = [("blog", "0010_move_clinics")]

    operations = [
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="accepting_new_patients",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="accessibility",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="city",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="clinic_name",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="country",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="disclosure",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="email",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="emergency_equipment",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="insurance_as_of",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="insurance_plans",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="languages",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="latitude",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="longitude",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="medical_director_credential",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="medical_director_name",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="phone",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="postal_code",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="region",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="street",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="telehealth",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="time_zone",
        ),
        migrations.RemoveField(
            model_name="clinicspotlight",
            name="website",
        ),
        migrations.AlterField(
            model_name="cliniccondition",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="condition_topics", to="blog.clinic"
            ),
        ),
        migrations.AlterField(
            model_name="cliniclicence",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="licence_list", to="blog.clinic"
            ),
        ),
        migrations.AlterField(
            model_name="clinicopening",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="blog.clinic"
            ),
        ),
        migrations.AlterField(
            model_name="clinicprice",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="price_list", to="blog.clinic"
            ),
        ),
        migrations.AlterField(
            model_name="clinicprice",
            name="as_of",
            field=models.DateField(
                blank=True,
                help_text="Readers see a price for six months after this day, and never without one.",
                null=True,
                verbose_name="as of",
            ),
        ),
        migrations.AlterField(
            model_name="clinictreatment",
            name="clinic",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="treatments", to="blog.clinic"
            ),
        ),
        migrations.AlterField(
            model_name="clinicspotlight",
            name="clinic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spotlights",
                to="blog.clinic",
                verbose_name="clinic",
            ),
        ),
        migrations.AlterField(
            model_name="clinicspotlight",
            name="commercial_status",
            field=models.CharField(
                choices=[
                    ("editorial", "Editorial: nobody paid for it"),
                    ("sponsored", "Sponsored: somebody paid for the page"),
                    ("affiliate", "Affiliate: we may earn money from bookings"),
                ],
                help_text="Readers see the label before the title. It is written by the platform.",
                max_length=20,
                verbose_name="who pays",
            ),
        ),
    ]
