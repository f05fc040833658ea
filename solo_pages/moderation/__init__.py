"""What solos change is looked at before the public sees it."""
