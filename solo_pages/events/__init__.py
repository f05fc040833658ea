"""When meetings take place: from a rule and its exceptions to dates in the database."""
