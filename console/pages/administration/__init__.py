"""What the administrator keeps: people, accounts, sessions, retention, and the audit trail."""
