"""`python -m tests.helpdesk.serve`: makes the desk in the folder that HELPDESK_FOLDER names, serves it on a free port of the
loopback interface, and prints that port. Then each line read is a staff member's reply to the newest ticket.
"""

import os
import sys
import threading

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.helpdesk.settings")


def furnish() -> None:
    """A queue that the public may write to, and a member of staff."""
    from django.contrib.auth import get_user_model
    from django.contrib.sites.models import Site

    from helpdesk.models import Queue

    Site.objects.get_or_create(id=1, defaults={"domain": "127.0.0.1", "name": "Mill Lane"})
    get_user_model().objects.create_user(
        "dora", "dora@mill-lane.example", "x", is_staff=True, first_name="Dora", last_name="Finch"
    )
    for slug, title in (("delivery", "Delivery"), ("payments", "Payments and refunds")):
        Queue.objects.create(
            title=title, slug=slug, allow_public_submission=True, email_address=f"{slug}@mill-lane.example", locale="en"
        )


def reply(text: str) -> None:
    """As the staff's page does it."""
    from django.contrib.auth import get_user_model

    from helpdesk.models import Ticket
    from helpdesk.update_ticket import update_ticket

    ticket = Ticket.objects.latest("id")
    update_ticket(get_user_model().objects.get(username="dora"), ticket, comment=text, public=True)


def main() -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    call_command("loaddata", "emailtemplate", verbosity=0)
    furnish()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format, *args):
            """What matters is in the database."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        reply(line.strip())
        print("replied", flush=True)


if __name__ == "__main__":
    main()
