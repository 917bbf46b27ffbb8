"""Training of the meaning model (does what was said mean what was required): scripts, never imported by the product."""
