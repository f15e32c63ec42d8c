"""The stages of one audit, in their order: read, extract, check, probe, judge, compare, publish."""
