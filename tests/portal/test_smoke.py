def test_every_page_type_has_a_docstring() -> None:
    from wagtail.models import get_page_models

    assert all(model.__doc__ for model in get_page_models())
