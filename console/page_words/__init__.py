"""The words of the pages, in Chinese and English: one file an area, joined in words.py."""
