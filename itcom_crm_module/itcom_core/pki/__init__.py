"""Public key infrastructure: object identifiers, requests and certificates."""
