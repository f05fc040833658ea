"""What the demo has loaded, so that loading again touches nothing that somebody has since changed or deleted."""

from django.db import models


class LoadedItem(models.Model):
    """One thing of the demo's data; ``key`` names it there, ``object_id`` is the row it became."""

    key = models.CharField(max_length=200, unique=True)
    object_id = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "loaded item"
        verbose_name_plural = "loaded items"

    def __str__(self) -> str:
        return self.key
