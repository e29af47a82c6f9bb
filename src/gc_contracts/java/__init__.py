"""Java 17's own rules: how it writes numbers, counts characters and reads regular expressions.

Both engines that stand in for Java programs, Velocity and JsonPath, take them from here and nowhere else.
What a library written in Java adds is its emulation's business.
"""
