"""Link health and content audit for initiatives kept in a flat-file CMS."""

__version__ = "0.1.0"
