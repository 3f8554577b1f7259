"""Downloads the files that the sources of a show name by their addresses."""
