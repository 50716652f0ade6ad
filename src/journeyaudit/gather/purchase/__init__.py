"""Following a promise: a sample product through basket and checkout to the delivery options, never further."""
