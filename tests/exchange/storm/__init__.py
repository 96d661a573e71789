"""Seeded storms over the real code, and a brute-force oracle that shares none of it.

python -m tests.exchange.storm --schedules 10000 --processes 2 --first 0
"""
