"""The pages on which a solo keeps their profile."""
