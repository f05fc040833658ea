"""What is missing is said by ``manage.py check``."""

from django.apps import apps

from guide.checks import needs_its_companions


def test_a_missing_companion_is_named(monkeypatch) -> None:
    assert needs_its_companions() == []
    monkeypatch.setattr(apps, "is_installed", lambda app: app != "wagtail.contrib.typed_table_block")

    (message,) = needs_its_companions()

    assert "guide needs wagtail.contrib.typed_table_block" in message.msg
