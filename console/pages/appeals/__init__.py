"""Appeals (申诉): what waits for whom, filing one, and taking one further."""
