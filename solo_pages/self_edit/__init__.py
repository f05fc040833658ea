"""
A solo keeps their own profile without the Wagtail admin.

What they type becomes a draft revision of their page (``writing``); what the public sees changes only by a moderator's
approval, or by the solo taking the profile offline and back (``states`` names where it stands).
"""
