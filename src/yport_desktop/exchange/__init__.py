"""Keys, contact cards and bundles: what leaves this installation and what arrives."""
