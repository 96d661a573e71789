"""A sector that does not come with the program, and what is done with it."""
