"""Coaching (辅导): the board of tasks, the week's plan, one task, tasks made by hand, and what coaching brought."""
