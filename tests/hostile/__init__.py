"""Files and lines that nobody means well with, made by the thousand."""
