"""
Whether what a page says is still true: how long ago somebody confirmed it, who is asked, and what follows.

A page is *fresh* until the period of its type has passed, then *due*: it stands last in lists of names and its owner is
asked. After a second period, and a notice, it is taken out of the lists; it is never deleted. ``confirm`` puts all of
it right at once.
"""
