"""The shelf of record types: one folder each, exporting `ENTITY`."""
