"""The forms of the steps: each knows which fields of a profile it writes."""
