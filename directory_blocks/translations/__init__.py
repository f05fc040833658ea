"""
Facts are stored once: what a translation shares with its source page follows it at once, prose waits for a translator.

Active where wagtail-localize is installed.
"""
