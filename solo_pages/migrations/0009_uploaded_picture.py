import django.db.models.deletion
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):
    """Which images came from solos' forms, so that they go when nothing shows them any more."""

    dependencies = [
        ("solo_pages", "0008_invitation_and_claim"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="UploadedPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unused_since", models.DateTimeField(blank=True, null=True, verbose_name="unused since")),
                (
                    "image",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture uploaded by a solo",
                "verbose_name_plural": "pictures uploaded by solos",
            },
        ),
    ]
