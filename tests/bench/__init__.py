"""Benchmarks: figures, never assertions. ``make bench`` prints one JSON line for each."""
