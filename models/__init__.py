"""What hears and reads: one adapter each behind a protocol of inspection/."""
