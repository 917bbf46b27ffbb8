"""Where interactions come from: a source fetches bytes and hands them to the parsers of inspection/formats/."""
