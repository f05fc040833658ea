"""Lists of profiles and service points in the Wagtail admin."""
