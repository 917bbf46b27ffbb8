"""Whether scores are fair (公平性): gaps between groups, and verdicts that must not turn on a name or a pronoun."""
