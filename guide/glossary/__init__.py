"""Words explained in place: found in the text as it is rendered, so that a translation needs no marks of its own."""
