"""Run inside the host project: a page of each plugin, one template overridden, one block added."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from directory_blocks.models import Commune, DirectoryPage, Territory
from guide.models import ChapterPage, GuidePage
from solo_pages.models import Letter, ServicePointPage, SoloProfilePage
from solo_pages.moderation.decisions import profile_of
from solo_pages.moderation.workflow import workflow_for
from solo_pages.personal_data.erasing import erase_person
from solo_pages.self_edit import writing


class PluginPagesTests(TestCase):
    """Each plugin serves its pages in a project that has only ``base.html``."""

    def setUp(self) -> None:
        territory = Territory.objects.create(code="XX", name="Somewhere", country="FR")
        self.commune = Commune.objects.create(
            territory=territory, code="1", name="Market Town", latitude=43.6, longitude=0.6
        )
        self.home = Site.objects.get().root_page
        self.directory = self.publish(self.home, DirectoryPage(title="Directory", slug="directory"))

    def publish(self, parent: Page, page: Page) -> Page:
        parent.add_child(instance=page)
        page.save_revision().publish()
        return page

    def test_a_solo_has_a_page_and_is_found(self) -> None:
        solo = SoloProfilePage(title="Ana Prim", slug="ana", headline="Translator", commune=self.commune)
        self.publish(self.directory, solo)
        self.assertContains(self.client.get(solo.url), "Translator")
        self.assertContains(self.client.get(self.directory.url, {"q": "translators"}), "Ana Prim")

    def test_a_profile_goes_through_review_without_the_solos_own_pages(self) -> None:
        users = get_user_model().objects
        solo = users.create_user("ana", "ana@example.org", "secret")
        moderator = users.create_superuser("mo", "mo@example.org", "secret")
        page = SoloProfilePage(title="Ana Prim", slug="ana", headline="Translator", commune=self.commune, owner=solo)
        page.live = False
        self.directory.add_child(instance=page)
        page.save_revision(user=solo)
        workflow_for(page).start(page, solo)
        self.client.force_login(moderator)
        review = reverse("solo_reviews:review", args=[page.pk])
        self.assertContains(self.client.get(review), "Translator")
        self.client.post(review, {"decision": "approve", "seen": profile_of(page).seen})
        page.refresh_from_db()
        assert page.live
        told = Letter.objects.get(recipient="ana@example.org")
        assert "/directory/ana/" in told.text
        self.assertNotContains(self.client.get(page.url), "Is this you?")

    def test_a_solo_writes_a_profile_behind_the_login_of_the_host(self) -> None:
        address = reverse("solo_account:dashboard")
        self.assertRedirects(
            self.client.get(address), f"/accounts/login/?next={address}", fetch_redirect_response=False
        )
        user = get_user_model().objects.create_user("ana", "ana@example.org", "secret")
        self.client.force_login(user)
        self.client.post(reverse("solo_account:begin"), {"name": "Ana Prim", "language": "en"})
        solo = SoloProfilePage.objects.get(owner=user)
        for step in ("who", "what", "where", "contact", "portrait"):
            shown = self.client.get(reverse("solo_account:step", args=[step]))
            self.assertContains(shown, "data-own-form")
        saved = writing.save(
            solo, user, {"headline": "Translator", "commune": self.commune.pk}, solo.latest_revision_id
        )
        assert saved.changed
        self.assertContains(self.client.get(reverse("solo_account:preview"), follow=True), "Translator")
        self.assertContains(self.client.get(address), "Ana Prim")

    def test_a_service_point_shows_the_template_of_the_host(self) -> None:
        service = ServicePointPage(title="Town hall", slug="town-hall", commune=self.commune)
        self.publish(self.directory, service)
        self.assertContains(self.client.get(service.url), "The host's own words for Town hall")

    def test_a_chapter_takes_the_block_of_the_host(self) -> None:
        guide = self.publish(self.home, GuidePage(title="Guide", slug="guide"))
        chapter = ChapterPage(title="Arriving", slug="arriving", body=[("anthem", "Long live the village")])
        self.publish(guide, chapter)
        self.assertContains(self.client.get(chapter.url), '<p class="anthem">Long live the village</p>', html=True)

    def test_a_person_takes_their_data_away_and_deletes_their_account(self) -> None:
        ana = User.objects.create_user("ana", "ana@example.org", "secret", last_name="Prim")
        solo = SoloProfilePage(title="Ana Prim", slug="ana", headline="Translator", commune=self.commune, owner=ana)
        self.publish(self.directory, solo)
        self.client.force_login(ana)
        self.assertContains(self.client.get("/my-data/"), "Download my data")
        assert self.client.get("/my-data/download/")["Content-Type"] == "application/zip"

        User.objects.filter(pk=ana.pk).update(last_login=timezone.now() - timedelta(hours=1))
        self.assertRedirects(
            self.client.post("/my-data/delete/"),
            "/accounts/login/?next=/my-data/delete/",
            fetch_redirect_response=False,
        )
        User.objects.filter(pk=ana.pk).update(last_login=timezone.now())
        self.assertRedirects(self.client.post("/my-data/delete/"), "/my-data/deleted/")
        assert self.client.get(solo.url).status_code == 404

        erase_person(User.objects.get(pk=ana.pk))
        assert not Page.objects.filter(title="Ana Prim").exists()
