from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solo_pages", "0016_registration_opened_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="told_free",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
