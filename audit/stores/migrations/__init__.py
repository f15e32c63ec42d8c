"""The history of the tables, oldest first; run by `audit.stores.migrating`."""
