"""Shows out of what is published already: so far, an episode page saved as text."""
