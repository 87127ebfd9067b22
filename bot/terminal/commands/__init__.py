"""The terminal's commands, a module for each group; bot/cli.py says which is where."""
