"""The nouns that travel between stages: frozen, plain, without I/O."""
