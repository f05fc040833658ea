"""
Service points from files, and back.

A file goes through four steps, one module each: ``decoding`` makes text of its bytes, an adapter of ``adapters`` makes
rows of the text, ``checking`` makes a place of each row or says why not, ``planning`` compares the places with the
pages and says what is to be done, ``applying`` does it. ``columns`` documents what a file may hold.
"""
