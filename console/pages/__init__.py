"""One module per page: its documented context, and how it is filled from records."""
