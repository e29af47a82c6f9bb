"""Records with wanted properties: states over cells, rules as logic over them, and the search between."""
