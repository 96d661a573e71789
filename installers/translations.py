"""Compiles the translation catalogues that changed; part of set-up and packaging."""

import sys

from yport_desktop.env.translations import compile_all

if __name__ == "__main__":
    try:
        compile_all()
    except ValueError as error:
        sys.exit(f"A translation catalogue cannot be read: {error}")
