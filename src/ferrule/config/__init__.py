"""Settings: read from `ferrule.toml` or Cargo's metadata, the environment and flags; every mistake with its place."""
