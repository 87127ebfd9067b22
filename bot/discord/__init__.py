"""One feature a file. Each module has `setup(bot)`; what lies here is loaded, in order of name."""
