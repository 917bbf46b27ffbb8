"""Text classifiers a centre brings along: registered by name, read from data, never unpickled."""
