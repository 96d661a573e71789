"""Y-PORT Desktop: the desk of an urban advisor, on site and without a network."""

__version__ = "0.1.0"
