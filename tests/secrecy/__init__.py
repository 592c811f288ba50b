"""What the box must never give away."""
