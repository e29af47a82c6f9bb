"""What several recorded responses of one request show together, with the evidence: in n of m, and where."""
