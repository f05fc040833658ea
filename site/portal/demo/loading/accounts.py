"""The people who can log in to the demo, with a password that is no secret."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from portal.accounts.models import User

from .ledger import Ledger

PASSWORD = "armagnac"  # noqa: S105 - printed by load_demo, which refuses to run in production


@dataclass(frozen=True)
class Account:
    """Somebody who can log in; ``profile`` is the slug of the solo whose profile is theirs."""

    email: str
    first_name: str
    last_name: str
    what: str
    group: str = ""
    profile: str = ""
    superuser: bool = False


ACCOUNTS = (
    Account("admin@soho-solo.example", "Alix", "Administratrice", "may do everything", superuser=True),
    Account("editor@soho-solo.example", "Élie", "Rédacteur", "writes pages", group="Editors"),
    Account("moderator@soho-solo.example", "Maud", "Modératrice", "publishes what others wrote", group="Moderators"),
    Account("translator@soho-solo.example", "Tess", "Translator", "translates pages", group="Translators"),
    Account("adviser@soho-solo.example", "Cyril", "Conseiller", "follows newcomers", group="Advisers"),
    Account("camille@soho-solo.example", "Camille", "Duffau", "solo, owns a profile", profile="camille-duffau"),
    Account("aidan@soho-solo.example", "Aidan", "Gallagher", "solo, owns a profile", profile="aidan-gallagher"),
    Account("nina@soho-solo.example", "Nina", "Lescure", "solo, her new profile waits for review"),
    Account("bjorn@soho-solo.example", "Björn", "Lindqvist", "solo, a change waits for review", "", "bjorn-lindqvist"),
    Account("perrine@soho-solo.example", "Perrine", "Vignaux", "solo, a change was sent back", "", "perrine-vignaux"),
    Account("mireille@soho-solo.example", "Mireille", "Capdecomme", "asks for the profile written of her"),
)


def load_accounts(ledger: Ledger) -> dict[str, User]:
    """Make the accounts; gives those that exist by e-mail address."""
    users = {}
    for account in ACCOUNTS:
        user = ledger.once(f"account:{account.email}", User, lambda account=account: _make(account))
        if user:
            users[account.email] = user
    return users


def owners(users: dict[str, User]) -> dict[str, User]:
    """Give the accounts of solos by the slug of their profile."""
    return {a.profile: users[a.email] for a in ACCOUNTS if a.profile and a.email in users}


def _make(account: Account) -> User:
    create = User.objects.create_superuser if account.superuser else User.objects.create_user
    user = User.objects.filter(email__iexact=account.email).first() or create(
        account.email, PASSWORD, first_name=account.first_name, last_name=account.last_name
    )
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))
    return user
