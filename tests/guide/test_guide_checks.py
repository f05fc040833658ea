"""What is missing is said by ``manage.py check``."""

from guide.checks import needs_its_companions


def test_a_missing_companion_is_named(settings) -> None:
    assert needs_its_companions() == []
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != "wagtail.contrib.typed_table_block"]

    (message,) = needs_its_companions()

    assert "guide needs wagtail.contrib.typed_table_block" in message.msg
