"""
Keeping the languages of a site together: what is translated how far, who is told, and what a reader is told.

For pages of any type. Without wagtail-localize there is nothing to keep, and all of it is inert.
"""
