"""The window: one of the two doors. Qt lives here and nowhere else."""
