"""What the vocabulary says about rules, elements and profiles, for people and other programs.

`feedtool explain` and `feedtool schema` print it; `make docs` writes it as docs/reference/.
"""
