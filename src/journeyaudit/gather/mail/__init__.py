"""Mail: letters sent by SMTP, answers taken from a mailbox."""
