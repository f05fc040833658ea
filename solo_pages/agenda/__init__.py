"""What the views of the agenda show: the dates to come as a list, a month as a calendar, what is past."""
