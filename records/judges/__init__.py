"""Records of judging the judges: calibration, gold, reviewers' verdicts, live rules, rows for fairness."""
