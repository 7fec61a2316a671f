"""Office documents → draft notices: readers make a `Document` of a file, the recognizer makes a `Draft` of that."""
