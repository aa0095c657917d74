"""Benchmarks: `python -m bench` runs all whose data is there, prints one table, and holds the floors."""
