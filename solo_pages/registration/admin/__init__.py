"""The organiser's side of registration, in the Wagtail admin: who comes, who waits, who came."""
