"""
Redirects from the old addresses of pages that were renamed or moved, in batches, as a task.

Active where ``wagtail.contrib.redirects`` is installed and ``WAGTAILREDIRECTS_AUTO_CREATE = False`` has switched off
Wagtail's own, which builds one expression over all descendants: at 10,000 pages SQLite refuses it, after the rename.
"""
