"""The only package that touches the world: it imports playwright and opens connections."""
