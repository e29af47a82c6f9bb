"""Code under test in a process of its own: started warm, killed on time, with no way out but the replay."""
