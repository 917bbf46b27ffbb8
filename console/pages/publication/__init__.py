"""Publishing scores: what would be published, what is held why, and doing it."""
