from django.db import migrations


def verify_addresses(apps, schema_editor):
    """Accounts made before addresses had to be proven were made by somebody in charge."""
    User = apps.get_model("accounts", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    known = EmailAddress.objects.values("user")
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email.lower(), verified=True, primary=True)
        for user in User.objects.exclude(pk__in=known)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0001_initial"),
    ]

    operations = [migrations.RunPython(verify_addresses, migrations.RunPython.noop)]
