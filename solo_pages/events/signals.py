"""What others may follow. Sent inside the transaction, after all dates of the series are written."""

from django.dispatch import Signal

# A date to come differs from what it was: ``occurrence`` (saved), ``before`` (its former ``starts_at``, ``ends_at``,
# ``status``, ``venue_id``, ``place``, ``commune_id``, ``all_day`` and ``capacity``, and ``usual_place``, the line that
# stood for the place of the meeting), ``page`` (the one whose dates hold, or, where none is public any more, the last
# one: it may be deleted, and only what it says itself can be read), ``words`` (the organiser's to those who
# registered, in whatever language they were typed; often empty), ``registered`` (whether anybody ever registered for
# it). Whatever is the cause: a publication, a change to single dates, a withdrawal.
occurrence_changed = Signal()
# No page of a series is public any more: ``series``, ``page`` as above. Its dates to come are cancelled, and each was
# told of by ``occurrence_changed`` already. A page that becomes public again brings them back the same way.
series_withdrawn = Signal()
