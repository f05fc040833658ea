"""The taxonomy's rules: how terms are loaded from a file and how translations follow their source."""
