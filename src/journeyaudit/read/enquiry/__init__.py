"""Forms that an enquiry is sent by: what each field asks for, what goes into it, and what the page after it says."""
