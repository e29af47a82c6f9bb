"""The command `gc-contracts`: thin commands over what the rest of the product does.

One module a command, imported when it is called; this one must stay quick to load.
"""
