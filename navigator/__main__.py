"""Run as `python -m navigator`."""
