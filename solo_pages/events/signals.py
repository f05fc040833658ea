"""What others may follow."""

from django.dispatch import Signal

# An upcoming date was changed by a publication: ``occurrence`` (saved), ``before`` (its former values by field name),
# ``page``. Sent inside the transaction, after all dates of the series are written.
occurrence_changed = Signal()
# The pages of a series are gone, or nobody sees them any more: ``series``. Its upcoming dates are cancelled already.
series_withdrawn = Signal()
