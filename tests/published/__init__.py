"""Worked cases that others published, computed by the function the window uses and compared as printed."""
