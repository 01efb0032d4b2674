"""The compile service: rustc recorded once, then replayed many a second, away from the user's tree."""
