"""Recognition: windows of speech of many calls and channels, heard together by one model."""
