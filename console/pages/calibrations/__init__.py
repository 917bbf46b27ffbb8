"""Calibration (校准): sessions, the blind sheet, who has judged what, and how alike people judged."""
