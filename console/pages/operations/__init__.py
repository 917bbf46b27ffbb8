"""What the operator looks at: runs, what went wrong and what to do, the quarantine, disk and retention."""
