"""The terminal's commands, a module for each group; bot/terminal/cli.py says which is where."""
