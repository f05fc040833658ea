"""What is the same for a term in every language."""

SHARED_FIELDS = ("vocabulary", "slug", "icon", "colour", "sort_order", "parent")
