"""Training of the reading model (sentiment, emotion, service acts): scripts, never imported by the product."""
