"""The faces: Discord and the terminal. The engine is `briefs`."""
