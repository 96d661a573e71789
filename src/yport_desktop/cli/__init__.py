"""Floor 6: the command line, a thin door over the same services as the window."""
