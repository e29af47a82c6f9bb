"""What changed between two versions of a contract, whom it breaks, and a record that shows it.

Facts come first (`changes`), then proof or witness (`compatible`), then who is hurt (`judge`, `platform`,
`behaviour`). All is pure: the same two versions give the same words in the same order.
"""
