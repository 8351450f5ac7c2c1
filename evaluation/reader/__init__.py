"""Trains, calibrates and scores the reader: `.venv/bin/python -m evaluation.reader` (see `__main__`)."""
