"""The frame around the pages: a board with slots, not a brain."""
