"""Pictures in several formats and sizes."""

import re

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from directory_blocks.pictures import SIZES, responsive_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("width", [300, 700, 2000])
def test_every_width_is_offered_once_in_each_format(settings, tmp_path, size, width):
    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(
        title="Le marché", file=get_test_image_file(size=(width, width // 2), filename=f"{width}.png")
    )
    html = str(responsive_picture(image, size, {"sizes": "100vw"}))
    assert [name in html for name in (".avif", ".webp", ".jpg")] == [True] * 3
    for srcset in re.findall(r'srcset="([^"]*)"', html):
        widths = re.findall(r" (\d+)w", srcset)
        assert len(widths) == len(set(widths)), srcset
