"""Coaching (辅导): whom to coach on what and why, the life of a task, and whether it helped."""
