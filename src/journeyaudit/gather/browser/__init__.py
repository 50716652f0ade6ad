"""The browser: found, started, one lane a page, what it shows as bytes and pictures."""
