"""Pure thinking: what a conversation is, what the rules say about it, what a score is."""
