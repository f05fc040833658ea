"""Writing to somebody without being told their address."""
