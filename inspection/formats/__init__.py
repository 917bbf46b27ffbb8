"""Parsers from bytes, text and rows to values. They open nothing: sources fetch the bytes."""
