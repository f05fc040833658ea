"""The sitemap names what exists in each language, and nothing else."""

import pytest
from defusedxml import ElementTree
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Site

from directory_blocks import sitemap as module
from directory_blocks.sitemap import sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BASE = "http://localhost"


def fetch(query="", **extra):
    request = RequestFactory().get(f"/sitemap.xml{query}", HTTP_HOST=extra.pop("host", "localhost"), **extra)
    return sitemap(request)


def parse(response):
    return ElementTree.fromstring(response.getvalue())


def locations(response):
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", NAMES)
        }
        for url in parse(response).iterfind("s:url", NAMES)
    }


def test_pages_and_entries_name_their_translations_both_ways(site):
    site.translated(site.solo("Camille"))
    found = locations(fetch())
    versions = {"fr": f"{BASE}/fr/annuaire/camille/", "en": f"{BASE}/en/directory/camille/"}
    assert found[versions["fr"]] == found[versions["en"]] == versions
    homes = {"fr": f"{BASE}/fr/", "en": f"{BASE}/en/"}
    assert found[homes["fr"]] == found[homes["en"]] == homes


def test_a_missing_translation_is_no_address(site):
    site.solo("Camille")
    found = locations(fetch())
    assert found[f"{BASE}/fr/annuaire/camille/"] == {}
    assert len([url for url in found if "camille" in url]) == 1


def test_drafts_aliases_and_private_pages_are_not_named(site):
    site.solo("Draft", live=False)
    site.solo("Original").create_alias(update_slug="alias")
    restricted = site.solo("Secret")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    PageViewRestriction.objects.create(page=site.english_home, restriction_type="login")
    found = locations(fetch())
    assert not [url for url in found if any(word in url for word in ("draft", "alias", "secret", "/en/"))]


def test_each_site_names_its_own_pages(site, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.create(hostname="inner.example", root_page=site.section)
    site.solo("Camille")
    assert "http://inner.example/fr/camille/" in locations(fetch(host="inner.example"))
    assert not [url for url in locations(fetch()) if "camille" in url]


def test_many_addresses_are_several_files(site, monkeypatch):
    monkeypatch.setattr(module, "URLS_PER_FILE", 3)
    for number in range(4):
        site.translated(site.solo(f"Solo {number}"))
    index = parse(fetch())
    files = [loc.text for loc in index.iterfind("s:sitemap/s:loc", NAMES)]
    assert files[0] == f"{BASE}/sitemap.xml?p=1"
    named = [url for file in files for url in locations(fetch(file.partition("sitemap.xml")[2]))]
    assert len(named) == len(set(named))
    assert len([url for url in named if "solo-" in url]) == 8


@pytest.mark.parametrize("number", ["0", "2", "x", "", "-1", "²", "99999999999999999999", "%0d%0aX: y", "%00"])
def test_a_file_that_is_not_there_is_404(site, number):
    from django.http import Http404

    with pytest.raises(Http404):
        fetch(f"?p={number}")


def test_an_unchanged_sitemap_is_not_sent_again(site):
    etag = fetch()["ETag"]
    assert fetch(HTTP_IF_NONE_MATCH=etag).status_code == 304
    site.solo()
    assert fetch(HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_the_number_of_queries_does_not_grow(site, django_assert_max_num_queries):
    counts = []
    for turn in range(2):
        for number in range(3):
            site.translated(site.solo(f"Solo {turn} {number}"))
        with django_assert_max_num_queries(12) as captured:
            fetch().getvalue()
        counts.append(len(captured))
    assert counts[0] == counts[1]
