"""A profile comes to the person that it is about: by an editor's invitation, or because they ask for it."""
