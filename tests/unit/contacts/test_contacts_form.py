"""Which forms reach somebody."""

from __future__ import annotations

import pytest

from tests.unit.contacts.contact_reading import channels, read


def _form(fields: str, attributes: str = "", submit: str = "Send", heading: str = "") -> str:
    return f"<h2>{heading}</h2><form {attributes}>{fields}<button type=submit>{submit}</button></form>"


_REPLY = "<label>Email <input type=email name=email></label>"


@pytest.mark.parametrize(
    "form",
    [
        _form(_REPLY + "<label>Message <textarea name=message></textarea></label>"),
        _form(
            "<label>Ihre E-Mail <input name=mail></label><label>Ihre Nachricht <textarea name=text></textarea></label>",
            submit="Absenden",
        ),
        _form("<input placeholder='Votre e-mail' type=email><textarea placeholder='Votre message'></textarea>", submit="Envoyer"),
        _form("<input placeholder='Correo' type=text name=correo><textarea placeholder='Mensaje'></textarea>", submit="Enviar"),
        _form("<input placeholder='La tua email' type=email><textarea placeholder='Messaggio'></textarea>", submit="Invia"),
        _form("<input placeholder='E-mailadres' type=email><textarea placeholder='Bericht'></textarea>", submit="Verstuur"),
        _form("<input type=tel name=phone><textarea name=enquiry></textarea>", heading="Request a quote"),
        _form("<input name=name><input type=email name=email><input type=text name=message placeholder='Your message'>"),
        _form(
            _REPLY + "<textarea name=msg></textarea><label><input type=checkbox> Subscribe to our newsletter</label>",
            submit="Send message",
        ),
        "<div><h3>Contact us</h3><p><input type=email placeholder=Email><textarea></textarea><button>Go</button></p></div>",
    ],
)
def test_a_message_field_with_a_way_to_reply_is_a_contact_form(form: str) -> None:
    assert "form" in channels(form)


@pytest.mark.parametrize(
    "form",
    [
        _form(_REPLY, submit="Subscribe", heading="Newsletter"),
        _form(_REPLY + "<input name=first_name>", submit="Sign up", heading="Stay in touch"),
        _form("<input type=search name=q>", 'role="search"', "Search"),
        _form("<input name=email><input type=password name=password>", submit="Log in"),
        _form(
            _REPLY + "<textarea name=comment></textarea>",
            'id="commentform" action="/wp-comments-post.php"',
            "Post comment",
            "Leave a reply",
        ),
        _form(
            _REPLY + "<textarea name=body></textarea><select name=rating></select>",
            submit="Submit review",
            heading="Write a review",
        ),
        _form("<input name=quantity value=1>", 'action="/cart/add"', "Add to cart"),
        _form("<textarea name=note></textarea>", 'action="/cart"', "Checkout", "Order notes"),
        _form(_REPLY + "<input name=order_number>", submit="Start a return", heading="Returns"),
        _form(
            _REPLY + "<textarea name=reason></textarea><input name=order>",
            submit="Widerruf absenden",
            heading="Widerrufsformular",
        ),
        _form("<select name=currency></select>", submit="Update"),
        _form("<input type=number min=2020><select></select>", submit="Ir al mes"),
        _form("<input name=saddr>", 'action="http://maps.google.com/maps"', "Get directions"),
        _form(_REPLY + "<input name=card_number><textarea name=notes></textarea>", submit="Pay"),
        _form(_REPLY, submit="Notify me", heading="Back in stock"),
    ],
)
def test_forms_with_another_purpose_are_no_contact_form(form: str) -> None:
    assert "form" not in channels(form)


def test_a_form_that_opens_a_mail_program_sends_nothing() -> None:
    form = _form(_REPLY + "<textarea name=message></textarea>", 'action="mailto:info@shop.co.uk"')
    assert [(f.kind, f.reached) for f in read(form) if f.channel == "form"] == [("sends-nothing", False)]


def test_a_form_that_asks_for_a_number_to_ring_is_a_callback() -> None:
    assert "callback" in channels(
        _form("<label>Phone <input type=tel name=phone></label>", submit="Call me back", heading="Request a callback")
    )


@pytest.mark.parametrize(
    "name", ["Request a callback", "Rückruf vereinbaren", "Être rappelé", "Te llamamos", "Ti richiamiamo noi", "Bel mij terug"]
)
def test_a_callback_link_points_to_the_callback(name: str) -> None:
    assert {(f.channel, f.pointer) for f in read(f"<a href='/x'>{name}</a>")} == {("callback", True)}


def test_a_sign_in_where_contact_is_promised_is_a_form_behind_a_login() -> None:
    form = _form("<input name=email><input type=password name=password>", submit="Log in", heading="Contact us")
    assert [(f.kind, f.reached) for f in read(form) if f.channel == "form"] == [("behind-login", False)]
