"""Takes secrets out of recordings before they are written, and looks for those that stand somewhere.

Rule: what must not be written is told by its name, by its look, by the run's credentials or by the team's
rules. One table of names and one of looks serve the whole product. Nothing is imported here, for each run
asks `names` and `values` for the environment's secrets, and few runs redact.
"""
