"""What a rule author reads: rulebooks as prose, versions and what changed, how rules do live, examples of appeals."""
