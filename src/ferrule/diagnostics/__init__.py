"""What the tools said: one reader a tool; none of them raises, what they cannot read they hand back."""
