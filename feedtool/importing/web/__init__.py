"""Reads an episode's web page, saved or fetched, into what a show and an episode need."""
