"""The command `gc-contracts`: each subcommand a module of its own, loaded when it is asked for."""
