"""`Site` → the list of outputs: an address, the view that renders it, and the values that view may show."""
