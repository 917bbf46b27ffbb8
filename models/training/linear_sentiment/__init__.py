"""The first sentiment reader (hashed character n-grams, linear): the baseline others are measured beside."""

from models.training.linear_sentiment.reader import SentimentReader

__all__ = ["SentimentReader"]
