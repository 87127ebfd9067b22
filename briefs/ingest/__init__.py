"""From a new article to candidates for review."""
