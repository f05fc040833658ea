from django.db import migrations, models


class Migration(migrations.Migration):
    """Which pages wait to be confirmed, and what was written about them."""

    dependencies = [("solo_pages", "0004_personal_data")]

    operations = [
        migrations.CreateModel(
            name="FreshnessRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField(unique=True)),
                ("source", models.CharField(max_length=50)),
                (
                    "standing",
                    models.CharField(
                        choices=[("last", "Last in lists"), ("unlisted", "In no list")],
                        default="last",
                        max_length=10,
                        verbose_name="standing",
                    ),
                ),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="last asked on")),
                ("warned_on", models.DateField(blank=True, null=True, verbose_name="told of leaving the lists on")),
            ],
            options={"verbose_name": "page to be confirmed", "verbose_name_plural": "pages to be confirmed"},
        ),
    ]
