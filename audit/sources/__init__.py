"""Where content is kept, and how it is read: one folder a kind of site."""
