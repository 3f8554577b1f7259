"""What findings are made of: the report, its words, suggestions, and the catalogue."""
