"""What somebody agreed to is kept as they saw it."""

from portal.accounts.models import User
from solo_pages.models import Consent
from solo_pages.personal_data import record_consent, withdraw_consent


def test_agreeing_to_the_same_words_again_changes_nothing(db: None) -> None:
    user = User.objects.create_user("a@example.org", "secret")
    first = record_consent(user, "account", "J’accepte.", "fr")

    assert record_consent(user, "account", "J’accepte.", "fr") == first
    assert Consent.objects.count() == 1


def test_other_words_withdraw_the_former(db: None) -> None:
    user = User.objects.create_user("a@example.org", "secret")
    first = record_consent(user, "account", "J’accepte.", "fr")
    second = record_consent(user, "account", "J’accepte tout.", "fr")

    first.refresh_from_db()
    assert first.withdrawn_at
    assert list(Consent.objects.in_force()) == [second]


def test_consent_can_be_withdrawn_once(db: None) -> None:
    user = User.objects.create_user("a@example.org", "secret")
    record_consent(user, "news", "J’accepte.", "fr")

    assert withdraw_consent(user, "news") is True
    assert withdraw_consent(user, "news") is False
