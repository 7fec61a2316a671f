"""Benchmarks of gongkai, against peers and against its own past. Nothing of the generator imports this."""
