"""Sentiment per turn (情感): the embedded linear reader. Its training lives in models/training/."""

from models.sentiment.reader import SentimentReader

__all__ = ["SentimentReader"]
