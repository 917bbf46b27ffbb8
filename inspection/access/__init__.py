"""Who may do what in the console, and what of it they see. Pure: people, times and texts are handed in."""
