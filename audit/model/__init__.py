"""The nouns of an audit: frozen, with no input or output of their own."""
