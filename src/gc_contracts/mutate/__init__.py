"""Break a reference once a rule, in ways people break validators, and tell what noticing it takes."""
