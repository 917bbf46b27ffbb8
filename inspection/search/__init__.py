"""Searching what was said (话语检索): by Chinese words of any length, by pinyin, by words of letters and digits."""
