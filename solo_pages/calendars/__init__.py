"""
Meetings for other programs: iCalendar (RFC 5545, RFC 7986) and Atom (RFC 4287).

``reading`` gathers what is needed of some meetings in a fixed number of queries, ``events`` says it in VEVENTs,
``zones`` in VTIMEZONEs, ``writing`` frames and folds, ``atom`` writes the feed. ``views`` and ``routes`` put one
meeting below its page, ``agenda_views`` and ``agenda_routes`` all that are found below an agenda: apart, since these
know the page type of meetings, which has the routes of the others.
"""
