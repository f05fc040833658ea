"""Who may do what in the admin: the four groups of the portal and their permissions, as data and as one function."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

# What opens the admin and what wagtail-localize asks of somebody who starts a translation.
ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
GAZETTEER = ("territory", "intercommunality", "commune", "communealias")
VIEW_GAZETTEER = tuple(f"directory_blocks.view_{name}" for name in GAZETTEER)
PICK_FILES = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
# Wagtail has no permission to see pages and no more. This one opens the page explorer and edits nothing.
SEE_PAGES = "lock_page"


@dataclass(frozen=True)
class Role:
    """A group; permissions as ``app.codename``, those of pages and collections for the whole tree."""

    name: str
    permissions: tuple[str, ...]
    pages: tuple[str, ...] = ()
    # On the pages of every language but the source's, and nowhere else.
    translated_pages: tuple[str, ...] = ()
    files: tuple[str, ...] = field(default=PICK_FILES)


OWN_FILES = (*PICK_FILES, "wagtailimages.add_image", "wagtaildocs.add_document")
ALL_FILES = (*OWN_FILES, "wagtailimages.change_image", "wagtaildocs.change_document")
EDIT_GLOSSARY = ("guide.view_glossaryterm", "guide.add_glossaryterm", "guide.change_glossaryterm")

ROLES = (
    Role(
        "Editors",
        permissions=(
            ADMIN,
            TRANSLATE,
            *VIEW_GAZETTEER,
            "directory_blocks.view_term",
            "directory_blocks.add_term",
            "directory_blocks.change_term",
            *EDIT_GLOSSARY,
        ),
        pages=("add_page", "change_page"),
        files=ALL_FILES,
    ),
    Role(
        "Moderators",
        permissions=(
            ADMIN,
            TRANSLATE,
            *VIEW_GAZETTEER,
            "directory_blocks.view_term",
            "directory_blocks.add_term",
            "directory_blocks.change_term",
            "directory_blocks.delete_term",
            *EDIT_GLOSSARY,
            "guide.publish_glossaryterm",
            "guide.delete_glossaryterm",
            "home.change_portalsettings",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        ),
        pages=("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
        files=(*ALL_FILES, "wagtailimages.delete_image", "wagtaildocs.delete_document"),
    ),
    Role(
        "Translators",
        permissions=(
            ADMIN,
            TRANSLATE,
            "directory_blocks.view_term",
            "directory_blocks.change_term",
            "guide.view_glossaryterm",
            "guide.change_glossaryterm",
        ),
        pages=(SEE_PAGES,),
        translated_pages=("change_page",),
    ),
    Role(
        "Advisers",
        permissions=(
            ADMIN,
            *VIEW_GAZETTEER,
            "directory_blocks.view_term",
            "solo_pages.view_soloprofilepage",
            "solo_pages.view_servicepointpage",
        ),
        pages=(SEE_PAGES,),
    ),
)


def set_up_groups() -> list[str]:
    """
    Make the groups and give them what they lack; nothing is taken away. Returns what was given, one a line.

    Raises LookupError where a permission named here does not exist.
    """
    given: list[str] = []
    for role in ROLES:
        group, created = Group.objects.get_or_create(name=role.name)
        if created:
            given.append(f"{role.name}: new group")
        given += [f"{role.name}: {name}" for name in _give(group, role)]
    return given


def _give(group: Group, role: Role) -> Iterable[str]:
    held = set(group.permissions.values_list("content_type__app_label", "codename"))
    for name in role.permissions:
        if tuple(name.split(".")) not in held:
            group.permissions.add(_permission(name))
            yield name
    for page, names in ((Page.get_first_root_node(), role.pages), *_translated_homes(role)):
        for name in names:
            permission = _permission(f"wagtailcore.{name}")
            if GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)[1]:
                yield f"{name} on {page}"
    collection = Collection.get_first_root_node()
    for name in role.files:
        permission = _permission(name)
        kwargs = {"group": group, "collection": collection, "permission": permission}
        if GroupCollectionPermission.objects.get_or_create(**kwargs)[1]:
            yield f"{name} on {collection}"


def _translated_homes(role: Role) -> Iterable[tuple[Page, tuple[str, ...]]]:
    if not role.translated_pages:
        return
    source = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    for site in Site.objects.select_related("root_page"):
        for home in site.root_page.get_translations(inclusive=True).exclude(locale__language_code=source):
            yield home, role.translated_pages


def _permission(name: str) -> Permission:
    """Find a permission by ``app.codename``."""
    app_label, codename = name.split(".")
    # Several models of an app may share a codename only where Wagtail registers one for another model.
    permission = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if permission is None:
        raise LookupError(f"There is no permission {name}.")
    return permission
