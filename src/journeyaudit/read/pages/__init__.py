"""What one page is and says, beyond its channels."""
