"""The sheet of any record, generated from its declaration, and the editors that refer to other records."""
