"""Walking the winning ways again, and pictures of what findings cite."""
