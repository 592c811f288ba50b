"""What the box must survive."""
