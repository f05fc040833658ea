"""Search over every source of the index."""
