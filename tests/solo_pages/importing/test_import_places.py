"""What an operator sees of an import, and what it does to the pages."""

import pytest
from wagtail.models import PageLogEntry

from solo_pages.models import ImportRecord, ServicePointPage

HEADER = "external_id,data_source,title,categories,commune_code,commune,postcode,latitude,longitude,opening_hours,phone"
TOWN_HALL = "12,Mairies,Mairie d’Auch,public-services,32013,Auch,32000,43.646,0.586,Mo-Fr 09:00-12:00,05 62 61 12 34"
CLINIC = "13,Mairies,Centre de santé,Santé,,Saint Clar,32380,43.89,0.77,,"


def places(*rows, header=HEADER):
    return "\r\n".join([header, *rows, ""])


def page(external_id="12"):
    return ServicePointPage.objects.get(external_id=external_id)


def edit(external_id="12", *, publish=True, **fields):
    """What an editor does in the admin."""
    edited = page(external_id).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(edited, name, value)
    revision = edited.save_revision()
    if publish:
        revision.publish()


def test_a_dry_run_says_what_would_be_created_and_writes_nothing(run, write) -> None:
    said = run(write(places(TOWN_HALL, CLINIC)))

    assert "places.csv: CSV, 2 places, read as UTF-8." in said
    assert "Created: 2" in said
    assert "+ 12 “Mairie d’Auch” (32000 Auch) Mo-Fr 09:00-12:00" in said
    assert "nothing was written. Repeat with --apply" in said
    assert not ServicePointPage.objects.exists()


def test_applied_places_are_published_pages_with_terms_commune_position_and_normal_phone(run, write, services) -> None:
    run(write(places(TOWN_HALL, CLINIC)), "--apply")

    hall, clinic = page("12"), page("13")
    assert hall.live
    assert hall.get_parent().specific == services
    assert hall.slug == "mairie-d-auch"
    assert hall.commune.name == "Auch"
    assert (hall.latitude, hall.longitude) == (43.646, 0.586)
    assert hall.location == "SRID=4326;POINT(0.586 43.646)"
    assert hall.phone == "+33562611234"
    assert [term.slug for term in hall.categories.all()] == ["public-services"]
    assert [term.slug for term in clinic.categories.all()] == ["health"]
    assert clinic.commune.name == "Saint-Clar"


def test_an_import_stands_in_the_history_with_its_file(run, write) -> None:
    run(write(places(TOWN_HALL), "mairies.csv"), "--apply")

    entries = PageLogEntry.objects.filter(page=page().pk)
    assert {"wagtail.create", "solo_pages.import", "wagtail.publish"} <= {entry.action for entry in entries}
    imported = next(entry for entry in entries if entry.action == "solo_pages.import")
    assert "mairies.csv" in imported.message


def test_the_same_file_again_changes_nothing(run, write) -> None:
    file = write(places(TOWN_HALL, CLINIC))
    run(file, "--apply")
    revisions = page().latest_revision_id

    said = run(file, "--apply")

    assert "Created: 0\nChanged: 0\nUnchanged: 2" in said
    assert page().latest_revision_id == revisions


def test_a_changed_row_changes_its_page_and_the_report_says_from_what_to_what(run, write) -> None:
    run(write(places(TOWN_HALL)), "--apply")

    said = run(write(places(TOWN_HALL.replace("09:00", "08:30"))), "--apply")

    assert "opening_hours: “Mo-Fr 09:00-12:00” → “Mo-Fr 08:30-12:00”" in said
    assert page().opening_hours == "Mo-Fr 08:30-12:00"
    assert page().live


def test_what_an_editor_changed_is_kept_and_said_and_the_rest_follows_the_file(run, write) -> None:
    run(write(places(TOWN_HALL)), "--apply")
    edit(title="Hôtel de ville d’Auch")
    file = write(places(TOWN_HALL.replace("Mairie d’Auch", "Mairie").replace("09:00", "08:30")))

    said = run(file, "--apply")

    assert "Kept back: 1 (an editor has changed them since" in said
    assert "title: “Hôtel de ville d’Auch” stays; the file says “Mairie”" in said
    assert page().title == "Hôtel de ville d’Auch"
    assert page().opening_hours == "Mo-Fr 08:30-12:00"
    assert "Kept back: 1" in run(file, "--apply")


def test_overwrite_takes_the_file_also_where_an_editor_changed_a_field(run, write) -> None:
    file = write(places(TOWN_HALL))
    run(file, "--apply")
    edit(title="Hôtel de ville d’Auch")

    said = run(file, "--apply", "--overwrite")

    assert "title: “Hôtel de ville d’Auch” → “Mairie d’Auch”" in said
    assert page().title == "Mairie d’Auch"


def test_a_page_made_by_hand_is_filled_but_not_changed(run, write, services) -> None:
    by_hand = ServicePointPage(
        title="La mairie", slug="mairie", data_source="Mairies", external_id="12", locale=services.locale
    )
    services.add_child(instance=by_hand)

    said = run(write(places(TOWN_HALL)), "--apply")

    assert "title: “La mairie” stays" in said
    assert page().title == "La mairie"
    assert page().phone == "+33562611234"


def test_an_editors_draft_is_not_published_by_an_import(run, write) -> None:
    run(write(places(TOWN_HALL)), "--apply")
    edit(publish=False, title="Titre à relire")

    said = run(write(places(TOWN_HALL.replace("09:00", "08:30"))), "--apply")

    assert "saved as a draft, since an editor's draft is waiting" in said
    assert page().title == "Mairie d’Auch"
    assert page().opening_hours == "Mo-Fr 09:00-12:00"
    draft = page().get_latest_revision_as_object()
    assert (draft.title, draft.opening_hours) == ("Titre à relire", "Mo-Fr 08:30-12:00")


def test_a_page_taken_offline_stays_offline(run, write) -> None:
    run(write(places(TOWN_HALL)), "--apply")
    page().unpublish()

    run(write(places(TOWN_HALL.replace("09:00", "08:30"))), "--apply")

    assert not page().live
    assert page().get_latest_revision_as_object().opening_hours == "Mo-Fr 08:30-12:00"


def test_a_locked_page_is_kept_back_whole(run, write) -> None:
    run(write(places(TOWN_HALL)), "--apply")
    ServicePointPage.objects.update(locked=True)

    said = run(write(places(TOWN_HALL.replace("09:00", "08:30"))), "--apply")

    assert "the page is locked" in said
    assert page().opening_hours == "Mo-Fr 09:00-12:00"


def test_drafts_stay_drafts_until_an_import_publishes_them(run, write) -> None:
    file = write(places(TOWN_HALL))
    run(file, "--apply", "--draft")
    assert not page().live

    run(file, "--apply", "--publish")
    assert page().live


def test_a_place_missing_from_the_file_is_said_and_stays(run, write) -> None:
    run(write(places(TOWN_HALL, CLINIC)), "--apply")

    said = run(write(places(TOWN_HALL)), "--apply")

    assert "Missing from the file: 1 (left as they are)\n  ? “13” “Centre de santé”" in said
    assert page("13").live


def test_an_absent_column_changes_nothing_and_an_empty_cell_empties(run, write) -> None:
    run(write(places(TOWN_HALL)), "--apply")

    run(write("external_id;data_source;title;opening_hours\n12;Mairies;Mairie d’Auch;\n"), "--apply")

    assert page().phone == "+33562611234"
    assert page().opening_hours == ""


def test_with_a_rejected_row_nothing_is_written_unless_told(run, fails, write) -> None:
    file = write(places(TOWN_HALL, CLINIC.replace("Saint Clar", "Atlantis")))

    assert "1 row rejected; nothing was written." in fails(file)
    said = run(file, "--apply", "--skip-rejected")

    assert "Rejected: 1\n  line 3: no commune is called “Atlantis”" in said
    assert [place.external_id for place in ServicePointPage.objects.all()] == ["12"]


def test_places_of_one_title_get_slugs_of_their_own(run, write) -> None:
    rows = [TOWN_HALL.replace("12,", f"{number},", 1) for number in (1, 2, 3)]
    run(write(places(*rows)), "--apply")

    assert sorted(place.slug for place in ServicePointPage.objects.all()) == [
        "mairie-d-auch",
        "mairie-d-auch-2",
        "mairie-d-auch-3",
    ]


def test_a_source_for_the_whole_file_and_a_parent_by_path(run, write, services) -> None:
    run(write("external_id,title\n7,Gare\n"), "--source", "SNCF", "--parent", "/fr/services/", "--apply")

    assert page("7").data_source == "SNCF"
    assert ImportRecord.objects.get().values["title"] == "Gare"


def test_an_import_that_fails_half_way_leaves_nothing(run, write, monkeypatch) -> None:
    def fail(self, step):
        if step.place.external_id == "13":
            raise RuntimeError

    monkeypatch.setattr("solo_pages.importing.applying.Applier._remember", fail)
    with pytest.raises(RuntimeError):
        run(write(places(TOWN_HALL, CLINIC)), "--apply")

    assert not ServicePointPage.objects.exists()
