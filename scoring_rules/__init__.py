"""Data: item definitions, scoring forms, word lists, each rule with its examples beside it."""
