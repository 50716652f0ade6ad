# ruff: noqa: E501 - one element of markup a line reads better than broken strings
"""How the channels look on generated sites: each function draws one way to show a channel and says which channels a customer then has."""

from __future__ import annotations

from collections.abc import Callable

import phonenumbers
from markupsafe import escape

from tests.sites.abstract import Shown
from tests.sites.words import Words, slug

#: The vendor script that the page's chat loader quotes; it is fetched only when the launcher is clicked.
CHAT_LOADER = "window.openChat=function(){var s=document.createElement('script');s.async=true;s.src='https://embed.tawk.to/5f3a9c/default';document.body.appendChild(s)};"


def phone(words: Words) -> Shown:
    number = words.phone()
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    style = words.rng.choice((phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.NATIONAL))
    text = phonenumbers.format_number(number, style)
    say = words["channel"]
    looks = (
        f"<p>{say['phone']}: {text}</p>",
        f'<p>{say["call"]}: <a href="tel:{e164}">{text}</a></p>',
        f'<p><a class="button" href="tel:{e164}">{say["call"]}</a></p>',
        "<p>" + say["phone"] + " " + " ".join(f"<span>{part}</span>" for part in text.split()) + "</p>",
        f"<table><tr><th>{say['phone']}</th><td>{text}</td></tr></table>",
        f"<ul><li><strong>{text}</strong> ({say['phone']})</li></ul>",
    )
    return Shown(("phone",), e164, words.rng.choice(looks))


def email(words: Words) -> Shown:
    address = f"{words.rng.choice(('service', 'info', 'office', 'hello'))}@{words.host}"
    say = words["channel"]
    user, _, host = address.partition("@")
    key = words.rng.randrange(1, 255)
    shield = f"{key:02x}" + "".join(f"{ord(sign) ^ key:02x}" for sign in address)
    looks = (
        f"<p>{say['mail']}: {address}</p>",
        f'<p>{say["mail"]}: <a href="mailto:{address}">{address}</a></p>',
        f'<p><a href="mailto:{address}">{say["write"]}</a></p>',
        f"<p>{say['mail']}: <span>{user}</span><span>@</span><span>{host}</span></p>",
        f'<p>{say["mail"]}: <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{shield}">[email&#160;protected]</a></p>',
    )
    return Shown(("email",), address, words.rng.choice(looks))


def form(words: Words) -> Shown:
    say = words["channel"]
    fields = (
        f'<label>{say["name"]} <input name="name" autocomplete="name" required></label>'
        f'<label>{say["email"]} <input type="email" name="email" autocomplete="email" required></label>'
        f'<label>{say["subject"]} <input name="subject"></label><label>{say["message"]} <textarea name="message" rows="4" required></textarea></label>'
    )
    looks = (
        f'<h2>{say["form"]}</h2><form method="post" action="/messages">{fields}<button>{say["send"]}</button></form>',
        f'<form method="post" action="/messages" aria-label="{escape(say["form"])}"><h3>{say["form"]}</h3>{fields}<input type="submit" value="{escape(say["send"])}"></form>',
    )
    return Shown(("form",), "", words.rng.choice(looks))


def chat(words: Words) -> Shown:
    label = words["channel"]["chat"]
    return Shown(("chat",), "", f'<p><button type="button" class="chat-launcher" data-on="chat" data-arg="">{label}</button></p>')


def messaging(words: Words) -> Shown:
    number = phonenumbers.format_number(words.phone(), phonenumbers.PhoneNumberFormat.E164)
    name = slug(words.brand)
    url, label = words.rng.choice(
        (
            (f"https://wa.me/{number[1:]}", words["channel"]["whatsapp"]),
            (f"https://t.me/{name}", "Telegram"),
            (f"https://m.me/{name}", "Messenger"),
        )
    )
    looks = (
        f'<p><a href="{url}">{label}</a></p>',
        f'<a href="{url}" aria-label="{label}"><svg width="28" height="28"><circle cx="14" cy="14" r="12" fill="#2a7"/></svg></a>',
    )
    return Shown(("messaging",), url, words.rng.choice(looks))


def social(words: Words) -> Shown:
    name = slug(words.brand)
    url, label = words.rng.choice(
        (
            (f"https://www.facebook.com/{name}", "Facebook"),
            (f"https://www.instagram.com/{name}/", "Instagram"),
            (f"https://www.linkedin.com/company/{name}", "LinkedIn"),
        )
    )
    looks = (
        f'<p>{words["channel"]["follow"]}: <a href="{url}">{label}</a></p>',
        f'<a href="{url}" aria-label="{label}" target="_blank" rel="noopener"><svg width="28" height="28"><rect width="26" height="26" fill="#357"/></svg></a>',
    )
    return Shown(("social",), url, words.rng.choice(looks))


def post(words: Words) -> Shown:
    street, town = words.address()
    looks = (
        f"<address>{words.company}<br>{street}<br>{town}</address>",
        f"<h3>{words['channel']['address']}</h3><p>{words.company}, {street}, {town}</p>",
    )
    return Shown(("post",), f"{street}, {town}", words.rng.choice(looks))


def store(words: Words) -> Shown:
    """A shop that one can visit. Its street address is an address to write to as well."""
    street, town = words.address()
    say = words["channel"]
    return Shown(
        ("store", "post"),
        f"{street}, {town}",
        f"<section><h2>{say['store']}</h2><p>{words.company}<br>{street}<br>{town}</p><p>{say['hours']}</p></section>",
    )


def callback(words: Words) -> Shown:
    say = words["channel"]
    html = (
        f'<h3>{say["callback"]}</h3><form method="post" action="/callbacks"><label>{say["name"]} <input name="name"></label>'
        f'<label>{say["number"]} <input type="tel" name="phone" autocomplete="tel" required></label><button>{say["ring"]}</button></form>'
    )
    return Shown(("callback",), "", html)


CHANNELS: dict[str, Callable[[Words], Shown]] = {
    "phone": phone,
    "email": email,
    "form": form,
    "chat": chat,
    "messaging": messaging,
    "social": social,
    "post": post,
    "store": store,
    "callback": callback,
}
