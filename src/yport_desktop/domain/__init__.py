"""Floor 0: the words and rules of the field. Standard library only, no I/O."""
