"""Many believable entries for benchmarks: real pages, written in bulk."""
