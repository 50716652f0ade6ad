"""Mail: letters that leave by SMTP, and the shopper's mailbox, which is read and never changed. Nothing in a mail is loaded or
opened.
"""
