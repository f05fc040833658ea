"""Registering for the dates of meetings: who comes, who waits, and what they are told."""
