"""What exists elsewhere becomes a show: pages, feeds, guids of a feed that is out there."""
