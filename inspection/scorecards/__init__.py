"""Scorecards (成绩单): what a period says of an agent, a team, a site, a vendor, a queue, a channel; and how surely."""
