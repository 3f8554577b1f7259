"""The open elements against the vocabulary; rules are called and findings collected."""
