"""Printouts (打印件): whole pages in one file, without script and without anything from elsewhere."""
