"""
Meetings from the calendar files of partners (RFC 5545), in the manner of ``solo_pages.importing``, whose machinery
plans, writes and reports. ``reading`` takes a file apart, line by line; ``moments``, ``schedule`` and ``exceptions``
read its dates, ``places`` its places; ``checking`` makes a meeting of each event or says why not; ``values`` says what
is compared and kept.
"""
