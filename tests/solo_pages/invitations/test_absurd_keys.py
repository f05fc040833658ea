"""An absurd key of a profile is not found, and no error."""

import pytest

HUGE = "9" * 24


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/fr/compte/claim/{HUGE}/",
        f"/admin/profile-reviews/{HUGE}/",
        f"/admin/profile-requests/invitations/new/{HUGE}/",
    ],
)
def test_a_key_that_no_row_can_have_is_not_found(admin_client, address) -> None:
    assert admin_client.get(address.format(HUGE), follow=True).status_code == 404
