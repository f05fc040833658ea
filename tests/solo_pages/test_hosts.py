"""One knowledge of which hosts the public can reach: what forms refuse, reviewers are warned of."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory_blocks.plain_text import FORBIDDEN, plain_text
from solo_pages.fields import validate_public_address, without_controls
from solo_pages.hosts import is_private
from solo_pages.moderation.findings import odd_link

PRIVATE = ["localhost", "box", "box.local", "A.CORP.", "x.onion", "10.0.0.3", "127.0.0.1.", "::1", "::ffff:10.0.0.1"]
PUBLIC = ["example.org", "mots.example", "localhost.example", "8.8.8.8", "2606:4700::1111", "élan.fr"]


@pytest.mark.parametrize("host", PRIVATE)
def test_what_forms_refuse_reviewers_are_warned_of(host):
    assert is_private(host)
    url = f"http://{f'[{host}]' if ':' in host else host}/"
    with pytest.raises(ValidationError):
        validate_public_address(url)
    assert odd_link(url)


@pytest.mark.parametrize("host", PUBLIC)
def test_what_the_public_reaches_is_refused_by_no_form(host):
    assert not is_private(host)
    validate_public_address(f"https://{f'[{host}]' if ':' in host else host}/")


@given(st.text())
def test_what_a_form_lets_through_is_plain_text(text):
    try:
        typed = without_controls(text)
    except ValidationError:
        assert FORBIDDEN.search(text)
    else:
        assert typed == plain_text(typed)
