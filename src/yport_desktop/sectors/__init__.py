"""A shelf: one folder each, discovered by `bootstrap`."""
