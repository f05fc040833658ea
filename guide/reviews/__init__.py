"""Chapters whose facts nobody has checked for long: a report for the editors."""
