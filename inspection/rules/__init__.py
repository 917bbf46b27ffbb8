"""The rule engine: what the rulebook (质检方案) says about one interaction, with evidence for every finding."""
