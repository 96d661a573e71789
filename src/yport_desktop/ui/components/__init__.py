"""The parts that pages are built from. Each module shows itself with `python -m <module>`."""
