"""How fair the scores are to groups."""
