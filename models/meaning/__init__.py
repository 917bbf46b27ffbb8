"""Does what somebody said mean what a rule requires: a vector per turn finds candidates, a pair model decides."""
