"""One answer as text, Markdown or JSON; the phrases that all of them, and Discord's cards, share."""
