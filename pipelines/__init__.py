"""Doing it: where interactions come from, plain steps, and the Prefect flows around them."""
