"""Floor 5: use cases. The only floor that combines store, exchange, documents and the shelves."""
