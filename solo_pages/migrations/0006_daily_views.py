from django.db import migrations, models


class Migration(migrations.Migration):
    """How many visitors looked at each profile, by day."""

    dependencies = [("solo_pages", "0005_freshness_record")]

    operations = [
        migrations.CreateModel(
            name="DailyViews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField()),
                ("day", models.DateField(verbose_name="day")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="views")),
            ],
            options={
                "verbose_name": "views of a day",
                "verbose_name_plural": "views of days",
                "indexes": [models.Index(fields=["day"], name="solo_views_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("translation_key", "day"), name="solo_views_once_a_day")
                ],
            },
        ),
    ]
