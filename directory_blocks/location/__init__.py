"""Exact positions: how they are written, checked and set with a pin."""
