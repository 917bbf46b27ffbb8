"""The web: pages for people over the database. Never loads a model, never starts a flow."""
