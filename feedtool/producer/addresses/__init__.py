"""Where the show, its files and its neighbours are served."""
