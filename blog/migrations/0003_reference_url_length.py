"""Addresses of sources may be long: press releases carry their whole headline in theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_initial")]

    operations = [
        migrations.AlterField(
            model_name="reference",
            name="url",
            field=models.URLField(blank=True, max_length=500, verbose_name="address"),
        ),
    ]
