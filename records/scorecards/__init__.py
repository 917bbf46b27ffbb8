"""Scorecards in the records: sums the night keeps, reports made of them, the rows and sheets that go out."""
