"""Loading the demo: each module brings one kind of thing into the portal, once."""
