# ruff: noqa: E501 - a form is easier to read in one line
"""Contact forms of many shapes, filled in and sent once; what we do not do ends in words and a picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast
from urllib.parse import parse_qs

import pytest

from journeyaudit.errors import MailError
from journeyaudit.gather.enquiry.run import Delivery, Errand, deliver, survey
from journeyaudit.model.subject import Permission, Shopper
from journeyaudit.read.enquiry.filling import Enquirer
from tests.browser.pages import Desk, Site, desk, serving

OWNER = Permission(granted_by="The owner of the site", send_enquiries=True, submit_forms=True)
SHOPPER = Shopper(
    first_name="Ada", last_name="Marsh", email="ada@marsh.example", phone="020 7946 0018", street="12 Mill Lane", city="Wexcombe",
    postcode="SN8 4LD", country="GB",
)  # fmt: skip
LETTER = "Hello,\n\nmy order 40718 was charged twice.\n\nAda Marsh\n\nMy reference: AM-7K2QX\n"
ENQUIRER = Enquirer(
    first_name="Ada", last_name="Marsh", email="ada@marsh.example", subject="Order 40718 charged twice (my ref. AM-7K2QX)",
    message=LETTER, facts={"order_number": "40718", "order_date": "2026-10-19", "item": "Lyra 20"},
    topics=("refund", "payment", "order", "other"), shopper=SHOPPER, country="GB", today=date(2026, 11, 22),
)  # fmt: skip
MESSAGE = "<label for=m>Your message</label><textarea id=m name=message required></textarea>"
EMAIL = "<label for=e>E-mail</label><input id=e name=email type=email required>"
SEND = "<button>Send message</button>"
THANKS = "<h1>Thank you</h1><p>We have received your message. Your ticket number is [#118033]. We reply within 24 hours.</p>"


@pytest.fixture(scope="module")
def opened() -> Iterator[Desk]:
    with desk() as at:
        yield at


class Shop(Site):
    """The desk's site, afresh for each test. `intended` counts how often the letter was about to leave."""

    intended: int
    at: Desk


@pytest.fixture
def site(opened: Desk) -> Shop:
    made = cast("Shop", opened.site)
    made.pages.clear()
    made.hits.clear()
    made.intended, made.at = 0, opened
    made.page("/sent", THANKS)
    return made


def form(site: Shop, *fields: str, more: str = "", path: str = "/contact") -> None:
    site.page(path, f"<h1>Contact us</h1><form method=post action=/sent>{''.join(f'<p>{f}</p>' for f in fields)}</form>{more}")


def sent(
    site: Shop, permission: Permission | None = OWNER, known: tuple[str, ...] = ("/contact",), enquirer: Enquirer = ENQUIRER
) -> Delivery:
    def intend() -> None:
        assert not site.sent()
        site.intended += 1

    return site.at.run(deliver(site.at.session, Errand(enquirer, "AM-7K2QX", known), permission, intend))


def told(site: Shop) -> dict[str, str]:
    """What arrived, by the names of fields."""
    (hit,) = site.sent()
    return {name: values[0] for name, values in parse_qs(hit.body, keep_blank_values=True).items()}


def test_a_plain_form_is_sent_once_and_its_confirmation_kept(site: Shop) -> None:
    form(site, "<label>Name <input name=n></label>", EMAIL, MESSAGE, SEND)
    delivery = sent(site)
    assert delivery.outcome == "sent"
    assert told(site) == {"n": "Ada Marsh", "email": "ada@marsh.example", "message": LETTER.replace("\n", "\r\n")}
    assert "118033" in " ".join(b.text for b in delivery.page.snapshot.blocks)  # type: ignore[union-attr]
    assert delivery.picture
    assert delivery.filled
    assert site.intended == 1


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FIELDS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "parts of a name": (
        ("<label>First name <input name=a required></label>", "<label>Surname <input name=b required></label>", EMAIL, MESSAGE),
        {"a": "Ada", "b": "Marsh"},
    ),
    "one name beside a surname": (
        ("<label>Name <input name=a></label>", "<label>Surname <input name=b></label>", EMAIL, MESSAGE), {"a": "Ada", "b": "Marsh"},
    ),
    "autocomplete alone": (
        ("<input name=x1 autocomplete=given-name>", "<input name=x2 autocomplete=family-name>",
         "<input name=x3 autocomplete=email>", "<textarea name=x4></textarea>"),
        {"x1": "Ada", "x2": "Marsh", "x3": "ada@marsh.example"},
    ),
    "e-mail twice": (
        (EMAIL, "<label>Confirm your e-mail <input name=email2 type=email required></label>", MESSAGE),
        {"email": "ada@marsh.example", "email2": "ada@marsh.example"},
    ),
    "order number, date, item and subject": (
        ("<label>Order number <input name=o></label>", "<label>Order date <input name=d type=date></label>",
         "<label>Product <input name=p></label>", "<label>Subject <input name=s></label>", EMAIL, MESSAGE),
        {"o": "40718", "d": "2026-10-19", "p": "Lyra 20", "s": "Order 40718 charged twice (my ref. AM-7K2QX)"},
    ),
    "a list of topics": (
        ("<label>Topic <select name=t required><option value=''>Please choose</option><option value=1>Delivery</option>"
         "<option value=2>Payment &amp; refunds</option><option value=3>Other</option></select></label>", EMAIL, MESSAGE),
        {"t": "2"},
    ),
    "topics in German": (
        ("<label>Ihr Anliegen <select name=t><option value=''>Bitte wählen</option><option>Lieferung</option>"
         "<option>Rückerstattung</option><option>Sonstiges</option></select></label>", EMAIL, MESSAGE),
        {"t": "Rückerstattung"},
    ),
    "topics of which none fits": (
        ("<label>Subject <select name=t required><option value=''>-- select --</option><option value=w>Wholesale</option>"
         "<option value=c>Careers</option><option value=x>Something else</option></select></label>", EMAIL, MESSAGE),
        {"t": "x"},
    ),
    "topics as radio buttons": (
        ("<fieldset><legend>What is it about?</legend><label><input type=radio name=r value=d required>Delivery</label>"
         "<label><input type=radio name=r value=p>Refund</label></fieldset>", EMAIL, MESSAGE),
        {"r": "p"},
    ),
    "consent, and no newsletter": (
        (EMAIL, MESSAGE, "<label><input type=checkbox name=c required>I have read the privacy policy</label>",
         "<label><input type=checkbox name=n checked>Subscribe to our newsletter</label>"),
        {"c": "on"},
    ),
    "a box drawn by its label": (
        (EMAIL, MESSAGE, "<style>.h{position:absolute;opacity:0;width:0;height:0}</style>"
         "<input class=h type=checkbox id=k name=c value=yes required><label for=k>I agree to the privacy policy</label>"),
        {"c": "yes"},
    ),
    "a telephone that nobody demands": (
        ("<label>Phone <input name=p type=tel pattern='[0-9]*'></label>", EMAIL, MESSAGE), {"p": ""},
    ),
    "parts of a name under one question": (
        ("<fieldset><legend>Name</legend><label>First <input name=a required></label><label>Last <input name=b required></label>"
         "</fieldset>", EMAIL, MESSAGE),
        {"a": "Ada", "b": "Marsh"},
    ),
    "telephone and address": (
        ("<label>Phone <input name=p type=tel required></label>", "<label>Postcode <input name=z required></label>",
         "<label>Country <select name=c><option value=''></option><option value=FR>France</option>"
         "<option value=GB>United Kingdom</option></select></label>", EMAIL, MESSAGE),
        {"p": "020 7946 0018", "z": "SN8 4LD", "c": "GB"},
    ),
    "a form of address": (
        ("<label>Anrede <select name=a required><option value=''>Bitte wählen</option><option>Herr</option><option>Frau</option>"
         "<option>Keine Angabe</option></select></label>", EMAIL, MESSAGE),
        {"a": "Keine Angabe"},
    ),
    "how to be answered": (
        (EMAIL, MESSAGE, "<fieldset><legend>How should we contact you?</legend><label><input type=radio name=h value=p>Phone</label>"
         "<label><input type=radio name=h value=e>E-mail</label></fieldset>"),
        {"h": "e"},
    ),
    "a date written in a line": (
        ("<label>Order date <input name=d placeholder=DD/MM/YYYY required></label>", EMAIL, MESSAGE), {"d": "19/10/2026"},
    ),
    "a date written in German": (
        ("<label>Bestelldatum (TT.MM.JJJJ) <input name=d required></label>", EMAIL, MESSAGE), {"d": "19.10.2026"},
    ),
    "a date in three lists": (
        ("<fieldset><legend>Date of order</legend>"
         f"<select name=d aria-label=Day required><option value=''>Day</option>{''.join(f'<option>{n}</option>' for n in range(1, 32))}</select>"
         f"<select name=m aria-label=Month required><option value=''>Month</option>{''.join(f'<option value={n}>{w}</option>' for n, w in enumerate(MONTHS, 1))}</select>"
         "<select name=y aria-label=Year required><option value=''>Year</option><option>2026</option><option>2025</option></select></fieldset>",
         EMAIL, MESSAGE),
        {"d": "19", "m": "10", "y": "2026"},
    ),
    "consent by yes or no": (
        (EMAIL, MESSAGE, "<fieldset><legend>I have read the privacy policy</legend><label><input type=radio name=c value=y required>Yes</label>"
         "<label><input type=radio name=c value=n>No</label></fieldset>"),
        {"c": "y"},
    ),
    "advertising by yes or no": (
        (EMAIL, MESSAGE, "<fieldset><legend>May we send you our newsletter?</legend><label><input type=radio name=c value=y required>Yes</label>"
         "<label><input type=radio name=c value=n>No</label></fieldset>"),
        {"c": "n"},
    ),
    "a trap that is called a captcha": (
        ('<div style="display:none"><input name=captcha_confirm></div>', EMAIL, MESSAGE), {"captcha_confirm": ""},
    ),
    "placeholders alone": (
        ('<input name=f1 placeholder="Ihr Name*">', '<input name=f2 placeholder="Ihre E-Mail-Adresse*">',
         '<textarea name=f3 placeholder="Ihre Nachricht"></textarea>'),
        {"f1": "Ada Marsh", "f2": "ada@marsh.example"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", [*FIELDS])
def test_fields_are_filled_in_as_a_customer_would(site: Shop, shape: str) -> None:
    fields, expected = FIELDS[shape]
    form(site, *fields, SEND)
    delivery = sent(site)
    assert (delivery.outcome, delivery.reason) == ("sent", "")
    arrived = told(site)
    assert {name: arrived.get(name) for name in expected} == expected
    assert LETTER.replace("\n", "\r\n") in arrived.values()
    assert arrived.get("n") is None or shape != "consent, and no newsletter"


ADVERTISING = (
    "<label><input type=checkbox name=ad> I agree to receive offers by e-mail</label>",
    "<label><input type=checkbox name=ad checked> Keep me posted about deals and news</label>",
    "<label><input type=checkbox name=ad> Ja, ich bin einverstanden, Angebote und Neuigkeiten zu erhalten</label>",
    "<label><input type=checkbox name=ad checked> J’accepte de recevoir vos offres promotionnelles</label>",
    "<label><input type=checkbox name=ad> Acepto recibir comunicaciones comerciales</label>",
    "<label><input type=checkbox name=ad> Acconsento a ricevere comunicazioni promozionali</label>",
    "<label><input type=checkbox name=ad checked> Ik ga akkoord met het ontvangen van aanbiedingen</label>",
)


@pytest.mark.parametrize("box", ADVERTISING)
def test_advertising_is_never_ordered_however_it_is_worded(site: Shop, box: str) -> None:
    form(site, EMAIL, MESSAGE, box, SEND)
    assert sent(site).outcome == "sent"
    assert "ad" not in told(site)


def test_consent_that_denies_advertising_is_consent(site: Shop) -> None:
    form(
        site,
        EMAIL,
        MESSAGE,
        "<label><input type=checkbox name=c> I accept the privacy policy; my data is not used for advertising</label>",
        SEND,
    )
    assert sent(site).outcome == "sent"
    assert told(site)["c"] == "on"


def test_a_button_that_waits_for_keys_is_pressed(site: Shop) -> None:
    script = "<script>document.querySelector('#m').addEventListener('keyup', () => { document.querySelector('#b').disabled = false })</script>"
    form(site, EMAIL, MESSAGE, "<button id=b disabled>Send</button>", more=script)
    assert sent(site).outcome == "sent"


def test_a_link_that_sends_the_form_is_followed(site: Shop) -> None:
    script = "<script>document.querySelector('#go').onclick = (e) => { e.preventDefault(); document.querySelector('form').submit() }</script>"
    form(site, EMAIL, MESSAGE, '<a href="#" id=go>Send message</a>', more=script)
    assert sent(site).outcome == "sent"


TRAPS = {
    "hidden by its style": '<input name=phone2 style="display:none">',
    "hidden with what is around it": '<div style="visibility:hidden"><input name=comment2></div>',
    "off the page": '<div style="position:absolute;left:-9999px"><label>Name <input name=fax></label></div>',
    "above the page": '<div style="position:absolute;top:-5000px"><label>E-mail <input name=mail2></label></div>',
    "clipped away": '<div style="position:absolute;clip:rect(0 0 0 0);overflow:hidden"><label>Name <input name=alt></label></div>',
    "in a box of no height": '<div style="height:0;overflow:hidden"><label>Subject <input name=extra></label></div>',
    "hidden from assistive technology": '<div aria-hidden="true"><label>Order number <input name=ref></label></div>',
    "out of the tab order": '<label>Surname <input name=last2 tabindex="-1" autocomplete=off></label>',
    "by its name, url": "<label>Website <input name=url></label>",
    "by its name, hp_name": "<label>Name <input name=hp_name></label>",
    "by its words": "<label>Leave this field empty <input name=subject2></label>",
    "transparent": '<input name=email2 type=email style="opacity:0">',
    "a box": '<label style="display:none"><input type=checkbox name=agree>I agree to the privacy policy</label>',
}


@pytest.mark.parametrize("kind", [*TRAPS])
def test_a_field_that_only_robots_meet_stays_empty(site: Shop, kind: str) -> None:
    form(site, EMAIL, TRAPS[kind], MESSAGE, SEND)
    assert sent(site).outcome == "sent"
    arrived = told(site)
    assert {name: value for name, value in arrived.items() if value and name not in ("email", "message")} == {}


STOPPED = {
    "reCAPTCHA": ('<div class="g-recaptcha" data-sitekey="x"></div>', "reCAPTCHA"),
    "hCaptcha": ('<div class="h-captcha"></div>', "hCaptcha"),
    "Turnstile": ('<div class="cf-turnstile"></div>', "Turnstile"),
    "GeeTest": ('<div class="geetest_holder geetest_wind" style="height:40px">Click to verify</div>', "GeeTest"),
    "ALTCHA": ("<altcha-widget style='display:block;height:40px'></altcha-widget>", "ALTCHA"),
    "AWS WAF": ("<awswaf-captcha style='display:block;height:40px'></awswaf-captcha>", "AWS"),
    "Arkose": (
        '<iframe title="Verification challenge" src="https://client-api.arkoselabs.invalid/fc" width=300 height=90></iframe>',
        "Arkose",
    ),
    "a slider": ('<div class="slider-verify" style="height:40px">Slide to verify</div>', "slider"),
    "a box against robots": ("<label><input type=checkbox name=human required> I am not a robot</label>", "human"),
    "a box against robots in German": ("<label><input type=checkbox name=mensch> Ich bin kein Roboter</label>", "human"),
    "a file of a kind we have not": ("<label>Proof <input type=file name=f accept=.docx required></label>", "Proof"),
    "advertising that is demanded": ("<label><input type=checkbox name=ad required> Send me offers by e-mail</label>", "offers"),
    "letters of a picture": (
        '<img src="/pixel.svg" alt="Security code"><label>Enter the characters <input name=code></label>',
        "human",
    ),
    "a sum": ("<label>What is 3 + 4? <input name=answer></label>", "human"),
    "a sum in German": ("<label>Wie viel ist 3 plus 4? <input name=a7></label>", "human"),
    "an unknown demand": ("<label>Membership number <input name=mn required></label>", "Membership number"),
    "an unknown demand by its star": ("<label>Serial number * <input name=sn></label>", "Serial number"),
    "a telephone we have not": ("<label>Mobile phone <input type=tel name=ph required></label>", "Mobile phone"),
    "a password": ("<label>Password <input type=password name=pw></label>", "login"),
}


@pytest.mark.parametrize("what", [*STOPPED])
def test_what_we_do_not_do_ends_it_with_a_reason_and_a_picture(site: Shop, what: str) -> None:
    field, reason = STOPPED[what]
    form(site, EMAIL, field, MESSAGE, SEND)
    delivery = sent(site, enquirer=_without_shopper() if "telephone" in what else ENQUIRER)
    assert delivery.outcome == "stopped"
    assert reason in delivery.reason
    assert delivery.picture
    assert not site.sent()
    assert site.intended == 0


def _without_shopper() -> Enquirer:
    return Enquirer(**{**ENQUIRER.__dict__, "shopper": None})


@pytest.mark.parametrize(
    "permission",
    [None, Permission(granted_by="The owner"), Permission(granted_by="The owner", send_enquiries=True),
     Permission(granted_by="The owner", submit_forms=True)],
    ids=["none", "nothing granted", "no forms", "no enquiries"],
)  # fmt: skip
def test_without_permission_nothing_leaves_by_the_form(site: Shop, permission: Permission | None) -> None:
    form(site, EMAIL, MESSAGE, SEND)
    with pytest.raises(MailError, match="JA410"):
        sent(site, permission)
    assert not site.sent()
    assert site.intended == 0


def test_looking_fills_nothing_in_and_sends_nothing(site: Shop) -> None:
    spy = "<script>addEventListener('input', () => fetch('/spy', {method: 'POST', body: 'x'}))</script>"
    form(site, EMAIL, MESSAGE, TRAPS["by its name, url"], SEND, more=spy)
    delivery = site.at.run(survey(site.at.session, Errand(ENQUIRER, "AM-7K2QX", ("/contact",))))
    assert delivery.outcome == "shown"
    assert [(e.asked, e.shown) for e in delivery.entries] == [("E-mail", "ada@marsh.example"), ("Your message", "the letter")]
    assert delivery.left == ("Website",)
    assert not site.sent()


SPIES = {
    "a script that saves drafts": "addEventListener('input', (e) => fetch('/draft', {method: 'POST', body: e.target.value}))",
    "a script that fetches them": "addEventListener('change', (e) => fetch('/draft?t=' + encodeURIComponent(e.target.value)))",
    "a beacon as it is sent": "addEventListener('submit', (e) => navigator.sendBeacon('/b', new FormData(e.target).get('message')))",
    "a second copy": "addEventListener('submit', (e) => { const d = new URLSearchParams(new FormData(e.target));"
    " addEventListener('pagehide', () => fetch('/copy', {method: 'POST', body: d, keepalive: true})); })",
}


@pytest.mark.parametrize("spy", [*SPIES])
def test_the_letter_leaves_by_the_form_alone_and_once(site: Shop, spy: str) -> None:
    form(site, EMAIL, MESSAGE, SEND, more=f"<script>{SPIES[spy]}</script>")
    assert sent(site).outcome == "sent"
    carrying = [hit for hit in site.hits if "AM-7K2QX" in hit.body or "AM-7K2QX" in hit.path]
    assert [(hit.method, hit.path) for hit in carrying] == [("POST", "/sent")]


def test_a_form_that_a_script_sends_is_sent_once(site: Shop) -> None:
    script = (
        "<script>document.querySelector('form').addEventListener('submit', async (e) => { e.preventDefault();"
        "const d = new URLSearchParams(new FormData(e.target)); await fetch('/api/feedback', {method: 'POST', body: d});"
        "e.target.outerHTML = '<p>Thank you, your message has been sent. Case: 00123</p>'; })</script>"
    )
    site.page("/api/feedback", "{}", kind="application/json")
    site.page("/contact", f"<h1>Contact us</h1><form>{EMAIL}{MESSAGE}{SEND}</form>{script}")
    delivery = sent(site)
    assert (delivery.outcome, delivery.reason) == ("sent", "")
    assert [hit.path for hit in site.sent()] == ["/api/feedback"]
    assert "00123" in delivery.said


def test_a_form_without_a_form_element_is_sent(site: Shop) -> None:
    script = (
        "<script>document.querySelector('#go').addEventListener('click', async () => {"
        "await fetch('/api/ticket', {method: 'POST', body: JSON.stringify({e: e.value, m: m.value})});"
        "document.querySelector('#all').innerHTML = '<p>Thanks for your message!</p>'; })</script>"
    )
    site.page("/api/ticket", "{}", kind="application/json")
    site.page("/contact", f"<h1>Contact us</h1><div id=all>{EMAIL}{MESSAGE}<button id=go>Send</button></div>{script}")
    delivery = sent(site)
    assert (delivery.outcome, delivery.reason) == ("sent", "")
    assert len(site.sent()) == 1


def test_a_form_sent_to_a_third_party_by_its_action_is_sent(site: Shop) -> None:
    with serving() as other:
        other.page("/f/abc", THANKS)
        host = other.origin.replace("127.0.0.1", "localhost")
        site.page("/contact", f"<h1>Contact us</h1><form method=post action={host}/f/abc>{EMAIL}{MESSAGE}{SEND}</form>")
        assert sent(site).outcome == "sent"
        assert len(other.sent()) == 1


def test_a_script_that_sends_the_letter_to_another_site_is_stopped(site: Shop) -> None:
    with serving() as other:
        host = other.origin.replace("127.0.0.1", "localhost")
        script = (
            "<script>document.querySelector('form').addEventListener('submit', (e) => { e.preventDefault();"
            f"fetch('{host}/take', {{method: 'POST', mode: 'no-cors', body: new URLSearchParams(new FormData(e.target))}}); }})</script>"
        )
        site.page("/contact", f"<h1>Contact us</h1><form>{EMAIL}{MESSAGE}{SEND}</form>{script}")
        delivery = sent(site)
        assert delivery.outcome == "stopped"
        assert "not the form's own" in delivery.reason
        assert not other.sent()


def test_what_the_site_has_against_the_form_is_told(site: Shop) -> None:
    form(site, EMAIL, MESSAGE, SEND)
    refused = f"<h1>Contact us</h1><p class=error>Please enter a valid order number.</p><form method=post action=/sent>{EMAIL}{MESSAGE}{SEND}</form>"
    site.page("/sent", refused)
    delivery = sent(site)
    assert delivery.outcome == "stopped"
    assert "Please enter a valid order number." in delivery.reason
    assert len(site.sent()) == 1


def test_what_the_browser_has_against_a_field_is_told(site: Shop) -> None:
    form(site, EMAIL, '<label>Order number <input name=o required pattern="[A-Z]{2}[0-9]+"></label>', MESSAGE, SEND)
    delivery = sent(site)
    assert delivery.outcome == "stopped"
    assert "Order number" in delivery.reason
    assert not site.sent()


def test_a_form_in_steps_is_followed_to_its_end(site: Shop) -> None:
    steps = (
        f'<div id=s1><label>Name <input name=n required></label>{EMAIL}<button type=button onclick="s1.hidden=true;s2.hidden=false">'
        f"Next</button></div><div id=s2 hidden>{MESSAGE}<button>Send</button></div>"
    )
    site.page("/contact", f"<h1>Contact us</h1><form method=post action=/sent>{steps}</form>")
    delivery = sent(site)
    assert (delivery.outcome, delivery.reason) == ("sent", "")
    assert told(site)["n"] == "Ada Marsh"


def test_a_field_that_a_choice_brings_up_is_filled_in_too(site: Shop) -> None:
    topic = (
        "<label>Topic <select name=t onchange=\"if (this.value == 'refund') document.querySelector('#o').hidden = false\">"
        "<option value=''>Choose</option><option value=refund>Refund</option><option value=x>Other</option></select></label>"
        "<div id=o hidden><label>Order number <input name=o required></label></div>"
    )
    form(site, topic, EMAIL, MESSAGE, SEND)
    assert sent(site).outcome == "sent"
    assert told(site)["o"] == "40718"


def test_a_file_is_attached_only_where_one_is_demanded(site: Shop) -> None:
    site.page(
        "/contact",
        f"<h1>Contact us</h1><form method=post action=/sent enctype=multipart/form-data>{EMAIL}{MESSAGE}"
        f"<label>Photo <input type=file name=f accept='image/*' required></label><label>More <input type=file name=g></label>{SEND}</form>",
    )
    delivery = sent(site)
    assert (delivery.outcome, delivery.reason) == ("sent", "")
    (hit,) = site.sent()
    assert 'name="f"; filename="photo.jpg"' in hit.body
    assert 'name="g"; filename=""' in hit.body


def test_the_form_is_found_from_the_home_page(site: Shop) -> None:
    site.page("/", "<nav><a href=/range>Our range</a> <a href=/help>Help</a></nav>")
    site.page("/help", "<h1>Help</h1><p><a href=/write>Contact us</a></p>")
    form(site, EMAIL, MESSAGE, SEND, path="/write")
    delivery = sent(site, known=())
    assert delivery.outcome == "sent"
    assert delivery.url.endswith("/write")
    assert not any(hit.path == "/range" for hit in site.hits)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<h1>Contact us</h1><p>Ring us.</p>", "no contact form was found on the page named"),
        ("<h1>Contact us</h1><form method=post action=/next><label>E-mail <input type=email name=e></label><button>Next</button></form>",
         "“Next” leads"),
        ("<h1>Contact us</h1><form method=post action=/next><label>What is your question about? <select name=t><option>Delivery</option>"
         "</select></label><button>Continue</button></form>", "“Continue” leads"),
        ("<h1>Contact us</h1><form method=post action=/in><input name=u><input type=password name=p><button>Log in</button></form>", "login"),
    ],
)  # fmt: skip
def test_no_form_is_told(site: Shop, page: str, reason: str) -> None:
    site.page("/contact", page)
    delivery = sent(site)
    assert (delivery.outcome, reason in delivery.reason) == ("stopped", True)
    assert delivery.picture


def test_a_form_in_a_frame_of_another_site_is_told(site: Shop) -> None:
    with serving() as other:
        other.page("/form", f"<form method=post action=/sent>{EMAIL}{MESSAGE}{SEND}</form>")
        host = other.origin.replace("127.0.0.1", "localhost")
        site.page("/contact", f'<h1>Contact us</h1><iframe title="Contact form" src="{host}/form" width=600 height=500></iframe>')
        delivery = sent(site)
    assert delivery.outcome == "stopped"
    assert "frame of another site (localhost)" in delivery.reason
    assert delivery.picture


def test_a_page_that_is_not_there_is_told(site: Shop) -> None:
    delivery = sent(site, known=("/gone",))
    assert delivery.outcome == "stopped"
    assert "404" in delivery.reason
