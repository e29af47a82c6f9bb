"""Rules across fields, in CEL: what a record must satisfy beyond its schema, and records on both sides."""
