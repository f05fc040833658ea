"""Pictures that people upload tell no more than what they show."""
