"""What a Rust file says, as far as the rules of a task ask: its functions, tests, assertions, examples, gates."""
