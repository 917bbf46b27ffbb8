"""How well people and rules judge (评判质量): calibration, agreement, gold, drift, live precision and recall."""
