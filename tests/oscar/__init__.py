"""A real shop nobody here wrote (django-oscar), with a small catalogue and delivery terms of our own."""
