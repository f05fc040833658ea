"""
The way of a page to its readers: somebody reviews it, its translations are looked at, it goes out.

For pages of any type; the host says which sections go this way (``workflow.set_up_publication``).
"""
