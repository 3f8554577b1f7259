"""What the vocabulary says, for people: of a rule, an element, a profile.

`feedtool explain` prints it; `python -m feedtool.reference.pages` writes it as docs/reference/.
"""
