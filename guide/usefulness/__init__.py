"""
“Was this page useful?”: yes or no, then a word if one likes; no cookie, no address, and nobody is told apart.

A page asks where the host includes ``guide.usefulness.urls``.
"""
