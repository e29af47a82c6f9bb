"""For each field that rules mention, a handful of values that stand for all that the schema allows there."""
