"""An episode page as text becomes a show and an episode."""
