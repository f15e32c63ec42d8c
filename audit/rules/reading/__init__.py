"""How rules read content: what counts as blank, where texts are, what their characters and dates mean."""
