"""The regular expressions of the package: where they stand, and the text that is worst for each."""
