"""How a shop is found."""

from directory_blocks.sources import EntryData, PageSource, register_source

from .models import ShopPage


@register_source
class ShopSource(PageSource):
    """Shops, by name and speciality."""

    key = "shop"
    model = ShopPage
    label = "Shop"
    label_plural = "Shops"

    def entry(self, page: ShopPage) -> EntryData:
        return EntryData(
            title=page.title,
            summary=page.speciality,
            commune=page.commune,
            point=page.public_point,
            precision=page.precision,
        )
