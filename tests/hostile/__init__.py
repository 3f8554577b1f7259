"""Inputs that make careless programs slow, big or confused: a function for each kind, of any size.

tests/test_hostile.py meets each in small; benchmarks/hostile.py measures how time and memory grow.
"""
