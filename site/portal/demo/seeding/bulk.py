"""Writing pages in bulk: the rows that publishing one by one would write, without revisions and signals."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from .pages import Seed

BATCH = 1000


class BulkPages:
    """Live pages of one type below one parent in each language, appended to its children."""

    def __init__(self, model: type[Page], parents: Sequence[Page]) -> None:
        self._model = model
        self._parents = [type(parent).objects.get(pk=parent.pk) for parent in parents]
        self._content_type = ContentType.objects.get_for_model(model)
        self._steps = [self._last_step(parent) for parent in self._parents]

    def write(self, seeds: Iterable[Seed]) -> Iterator[int]:
        """Write pages batch by batch, each in a transaction; yields how many seeds are written so far."""
        iterator, written = iter(seeds), 0
        while batch := list(islice(iterator, BATCH)):
            with transaction.atomic():
                for language, parent in enumerate(self._parents):
                    self._write_language(batch, language, parent)
            written += len(batch)
            yield written

    def _write_language(self, batch: list[Seed], language: int, parent: Page) -> None:
        now = timezone.now()
        pages = [self._page(seed, language, parent, now) for seed in batch]
        bases = [Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields
                         if field.attname != "id"}) for page in pages]  # fmt: skip
        Page.objects.bulk_create(bases)
        for page, base in zip(pages, bases, strict=True):
            page.pk = page.page_ptr_id = base.pk
        insert_own_rows(self._model, pages)
        self._write_terms(batch, pages)
        # One statement, so that two writers do not lose each other's children.
        Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))

    def _page(self, seed: Seed, language: int, parent: Page, now: Any) -> Page:
        self._steps[language] += 1
        text = seed.texts[language]
        page = self._model(
            **seed.facts,
            **text,
            slug=seed.slug,
            draft_title=text["title"],
            translation_key=seed.translation_key,
            locale_id=parent.locale_id,
            content_type=self._content_type,
            live=True,
            has_unpublished_changes=False,
            first_published_at=now,
            last_published_at=now,
            url_path=f"{parent.url_path}{seed.slug}/",
            depth=parent.depth + 1,
            path=Page._get_path(parent.path, parent.depth + 1, self._steps[language]),
            numchild=0,
        )
        page._state.adding = False
        return page

    def _write_terms(self, batch: list[Seed], pages: list[Page]) -> None:
        for name in batch[0].terms:
            through = self._model._meta.get_field(name).remote_field.through
            column = f"{self._model._meta.model_name}_id"
            through.objects.bulk_create(
                through(**{column: page.pk, "term_id": term})
                for seed, page in zip(batch, pages, strict=True)
                for term in seed.terms[name]
            )

    def _last_step(self, parent: Page) -> int:
        last = Page.objects.child_of(parent).order_by("path").values_list("path", flat=True).last()
        return Page._str2int(last[-Page.steplen :]) if last else 0


def insert_own_rows(model: type[models.Model], objects: list[Any]) -> None:
    """
    Insert the rows of a model's own table, those of its parents being there.

    Django's ``bulk_create`` refuses models with a parent table, although only the parent's keys stand in the way.
    """
    fields = model._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, objects)
    queryset = model._base_manager.all()
    for start in range(0, len(objects), size):
        queryset._insert(objects[start : start + size], fields=fields, using=queryset.db)
