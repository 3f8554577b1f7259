"""Reads chapters in every form that editors, programs and feeds have: one file for each form."""
