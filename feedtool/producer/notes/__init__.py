"""Show notes: Markdown to the HTML that apps show."""
