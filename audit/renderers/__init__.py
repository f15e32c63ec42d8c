"""Report formats, one a file: what a run found, arranged for a kind of reader.

The shelf is `RENDERERS`; a new format is a file here and a name in that tuple.
"""
