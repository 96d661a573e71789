"""Email: drafts for a person's own mail program, and sending directly where there is a network."""
