"""Dashboards: the centre in two minutes, from sums the night has made."""
