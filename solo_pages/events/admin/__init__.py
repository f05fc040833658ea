"""Meetings in the Wagtail admin: how their form asks for dates, what it foresees, and their dates one by one."""
