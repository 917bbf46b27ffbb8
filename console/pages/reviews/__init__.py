"""The review queue: the list, its filter, saved views, and sharing the work out."""
