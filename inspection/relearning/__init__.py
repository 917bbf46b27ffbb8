"""Relearning (再学习): from a centre's own labels to a head that is better on turns nobody trained on, or to none."""
