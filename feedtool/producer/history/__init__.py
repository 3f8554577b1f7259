"""What was published: identity of episodes, promises to subscribers, changes."""
