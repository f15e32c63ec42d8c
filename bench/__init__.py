"""Benchmarks: one command each, all of them by `make bench`."""
