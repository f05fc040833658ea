"""A guide in French and English, whose pages are reviewed, and whose translations are looked at, before they go out."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Locale, Page, TaskState
from wagtail_localize.operations import translate_object

from guide.models import ChapterPage, TranslationCheckTask
from guide.publication.workflow import publication_workflow, set_up_publication
from portal.accounts.models import User
from tests.factories.guide import ChapterPageFactory, raw_body
from tests.guide.translation.conftest import Translator


@dataclass
class House:
    """Where pages are published, and who works there."""

    guide: Page
    english: Locale
    editor: User
    reviewer: User
    checker: User

    @property
    def check(self) -> TranslationCheckTask:
        return TranslationCheckTask.objects.get()

    def write(self, **fields: Any) -> ChapterPage:
        """A new chapter, as a draft."""
        values = {"title": "Louer", "slug": "louer", "summary": "", "reviewed_on": None, **fields}
        page = ChapterPageFactory(
            parent=self.guide, locale=self.guide.locale, owner=self.editor, live=False,
            body=raw_body(("text", "<p>Visiter.</p>"), key="louer"), **values,
        )  # fmt: skip
        page.save_revision(user=self.editor)
        return self.fresh(page)

    def change(self, page: Page, **fields: Any) -> Page:
        """Draft other values."""
        page = self.fresh(page).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(user=self.editor)
        return self.fresh(page)

    def submit(self, page: Page) -> Page:
        page.get_workflow().start(page, self.editor)
        return self.fresh(page)

    def review(self, page: Page) -> Page:
        """Submit it, and have it approved as a text."""
        return self.decide(self.submit(page), "approve", self.reviewer)

    def decide(self, page: Page, action: str, user: User, **data: Any) -> Page:
        page.current_workflow_task.on_action(page.current_workflow_task_state, user, action, **data)
        return self.fresh(page)

    def translator(self, page: Page) -> Translator:
        return Translator(self.fresh(page), self.english)

    def publish_both(self) -> Page:
        """A chapter in both languages, published the whole way."""
        page = self.decide(self.review(self.write()), "send", self.checker)
        self.translator(page).say_everything()
        return self.decide(page, "approve", self.checker)

    @staticmethod
    def fresh(page: Page) -> ChapterPage:
        return ChapterPage.objects.get(pk=page.pk)

    def actions(self, page: Page, user: User | None = None) -> list[str]:
        return [name for name, _label, _modal in page.current_workflow_task.get_actions(page, user or self.checker)]

    @staticmethod
    def last_check(page: Page) -> TaskState:
        return TaskState.objects.for_instance(page).filter(task__in=TranslationCheckTask.objects.all()).latest("pk")


@pytest.fixture
def house(guide, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    translate_object(guide, [english])
    groups = {name: Group.objects.create(name=name) for name in ("Writers", "Reviewers", "Checkers")}
    admin = Permission.objects.get(codename="access_admin")
    people = []
    for name, group in groups.items():
        group.permissions.add(admin)
        user = User.objects.create_user(f"{name.lower()}@house.example", "secret")
        user.groups.add(group)
        people.append(user)
    for name, codename in (("Writers", "change_page"), ("Writers", "add_page"), ("Reviewers", "publish_page"),
                           ("Reviewers", "change_page")):  # fmt: skip
        GroupPagePermission.objects.create(
            group=groups[name], page=guide, permission=Permission.objects.get(codename=codename)
        )
    set_up_publication([groups["Reviewers"]], [groups["Checkers"]], [guide])
    assert publication_workflow()
    return House(guide, english, *people)
