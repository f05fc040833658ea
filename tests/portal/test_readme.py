"""The README is true: its commands exist, its settings are the code's."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import override

from portal.accounts.paths import ACCOUNT_PATHS, DEFAULT_ACCOUNT_PATH

README = (settings.ROOT_DIR / "README.md").read_text(encoding="utf-8")
MAKEFILE = (settings.ROOT_DIR / "Makefile").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([A-Z0-9_.]+)` \| (.*?) \| *(.*?) *\|$", README, re.MULTILINE)

SECRETS = [
    "solo_calendar:feed", "solo_registration:open", "solo_invitations:open", "solo_freshness:confirm",
    "solo_personal_data:reopen",
]  # fmt: skip


def test_every_make_target_it_names_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", README.split("## Settings")[0])) - {"with"}
    assert named >= {"demo", "test", "check", "bench"}
    assert {target for target in named if not re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)} == set()


def test_every_management_command_it_names_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    assert named - set(get_commands()) == set()


def test_the_environment_table_is_that_of_the_settings() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (settings.PORTAL_DIR / "settings").glob("*.py"))
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z0-9_]+)\"", code))
    assert {name for name, *_ in ROWS if "." not in name} == read


@pytest.mark.parametrize("language", [*ACCOUNT_PATHS, "en"])
@pytest.mark.parametrize("name", SECRETS)
def test_its_web_server_logs_no_secret_address(name: str, language: str) -> None:
    (pattern,) = re.findall(r"^location ~ (\S+) \{\n    access_log off;$", README, re.MULTILINE)
    with override("fr"):
        address = reverse(name, args=["x" * 43])
        account = reverse("solo_calendar:my_calendar")
    own = f"/{language}/{ACCOUNT_PATHS.get(language, DEFAULT_ACCOUNT_PATH)}"
    assert re.search(pattern, address.replace("/fr/compte/", own))
    assert not re.search(pattern, account)


@pytest.mark.parametrize("plugin", ["directory_blocks", "solo_pages", "guide"])
def test_the_settings_table_is_that_of_the_plugin(plugin: str) -> None:
    defaults = import_module(f"{plugin}.conf").DEFAULTS
    table = {name.split(".")[1]: default for name, _, default in ROWS if name.startswith(f"{plugin.upper()}.")}
    assert set(table) == set(defaults)
    for name, shown in table.items():
        if shown.startswith("`"):
            assert shown.strip("`") == repr(defaults[name]), name


def test_the_classes_it_names_exist() -> None:
    named = re.findall(r'"CLASS": "([\w.]+)"', README)
    assert named
    for path in named:
        import_string(path)
    assert import_string("wagtail_localize.machine_translators.dummy.DummyTranslator")


def test_the_reports_it_names_exist() -> None:
    assert "Reports → Translations" in README
    assert reverse("guide_translations")
