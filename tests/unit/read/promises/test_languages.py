"""The same promises as shops in six languages write them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.read.promises.told import FREE, days, euros, read

GERMAN: list[tuple[str, dict[str, Any]]] = [
    ("Versandkostenfrei ab 49 Euro innerhalb Deutschlands", {**FREE, "threshold": euros(49), "region": "DE"}),
    ("Wir liefern ab 75,00 € frei Haus.", {**FREE, "threshold": euros(75)}),
    ("Lieferung in 1-2 Werktagen", days(1, 2, kind="business")),
    ("Bestellungen bis 14 Uhr versenden wir noch am selben Tag.", {**days(0, 0, "dispatch"), "cutoff": "14:00"}),
    ("Bis 16:30 Uhr bestellt, morgen geliefert!", {**days(1, 1), "cutoff": "16:30"}),
    ("Die Ware verlässt innerhalb von 24 Stunden unser Lager und wird versendet.", days(None, 1, "dispatch")),
    ("Expresslieferung: 9,90 €", {"price": euros(9.9)}),
    ("Der Versand kostet pauschal 4,95 €.", {"price": euros(4.95)}),
    ("Die Lieferzeit beträgt in der Regel drei bis fünf Arbeitstage.", {**days(3, 5, kind="business"), "hedged": True}),
    ("Kostenlose Lieferung* ab 30 €", {**FREE, "threshold": euros(30), "marker": "*"}),
    ("Lieferung spätestens am nächsten Werktag", days(1, 1, kind="business")),
    ("Lieferzeit ca. 2 Wochen", {**days(14, 14), "hedged": True}),
    ("Für Mitglieder ist der Versand kostenlos.", {**FREE, "hedged": True, "eligibility": "Mitglieder"}),
    ("Wir versenden weltweit für 19 €.", {"price": euros(19), "region": "worldwide"}),
]
FRENCH: list[tuple[str, dict[str, Any]]] = [
    ("Livraison gratuite dès 60 € d'achat en France métropolitaine", {**FREE, "threshold": euros(60), "region": "FR-metro"}),
    ("Livraison offerte à partir de 45€ !", {**FREE, "threshold": euros(45)}),
    ("Frais de port offerts", FREE),
    ("Livré chez vous sous 48h", days(None, 2)),
    ("Expédition le jour même pour toute commande passée avant 14h", {**days(0, 0, "dispatch"), "cutoff": "14:00"}),
    ("Commandez avant 17h30, livraison le lendemain", {**days(1, 1), "cutoff": "17:30"}),
    ("Délai de livraison : 3 à 5 jours ouvrés", days(3, 5, kind="business")),
    ("Livraison en 2 semaines environ", {**days(14, 14), "hedged": True}),
    ("Frais de livraison : 5,90 €", {"price": euros(5.9)}),
    ("Vos colis sont expédiés sous 24 à 48 heures.", days(1, 2, "dispatch")),
    ("Livraison gratuite sur une sélection d'articles", {**FREE, "hedged": True}),
]
SPANISH: list[tuple[str, dict[str, Any]]] = [
    ("Envío gratis a partir de 50 € en península", {**FREE, "threshold": euros(50), "region": "peninsula"}),
    ("Gastos de envío gratis en pedidos superiores a 39,90€", {**FREE, "threshold": euros(39.9)}),
    ("Entrega en 24/48 horas", days(1, 2)),
    ("Pedidos realizados antes de las 13:00 se envían el mismo día", {**days(0, 0, "dispatch"), "cutoff": "13:00"}),
    ("Recíbelo mañana si compras antes de las 18h", {**days(1, 1), "cutoff": "18:00"}),
    ("El plazo de entrega es de tres a cinco días laborables.", days(3, 5, kind="business")),
    ("Coste de envío: 4,95 €", {"price": euros(4.95)}),
    ("Normalmente enviamos tu pedido en 2 días hábiles", {**days(2, 2, "dispatch", "business"), "hedged": True}),
    ("Se entregarán de 3 a 5 días laborables", days(3, 5, kind="business")),
    ("Si superas los 100€, tu envío será gratuito", {**FREE, "threshold": euros(100)}),
    ("Portes pagados en toda España", {**FREE, "region": "ES"}),
]
ITALIAN: list[tuple[str, dict[str, Any]]] = [
    ("Spedizione gratuita per ordini superiori a 49€ in tutta Italia", {**FREE, "threshold": euros(49), "region": "IT"}),
    ("Spedizione gratis sopra i 35 euro", {**FREE, "threshold": euros(35)}),
    ("Consegna in 24 ore", days(None, 1)),
    ("Ordina entro le 15:00 e spediamo in giornata", {**days(0, 0, "dispatch"), "cutoff": "15:00"}),
    ("Gli ordini effettuati entro le ore 12 vengono spediti lo stesso giorno", {**days(0, 0, "dispatch"), "cutoff": "12:00"}),
    ("Tempi di consegna: da 3 a 5 giorni lavorativi", days(3, 5, kind="business")),
    ("Le spese di spedizione sono di € 6,50", {"price": euros(6.5)}),
    ("La consegna avviene entro 4/5 giorni lavorativi", days(4, 5, kind="business")),
    ("Spediremo oggi gli ordini ricevuti fino alle ore 14", {**days(0, 0, "dispatch"), "cutoff": "14:00"}),
    ("Per ordini inferiori ad € 30 la spedizione costa € 5", {"price": euros(5)}),
    ("La merce viene consegnata solitamente entro 4 giorni", {**days(None, 4), "hedged": True}),
]
DUTCH: list[tuple[str, dict[str, Any]]] = [
    ("Gratis bezorging vanaf € 25 in heel Nederland", {**FREE, "threshold": euros(25), "region": "NL"}),
    ("Vandaag voor 23:59 besteld, morgen in huis", {**days(1, 1), "cutoff": "23:59"}),
    ("Op werkdagen voor 17.00 uur besteld = dezelfde dag verzonden", {**days(0, 0, "dispatch", "business"), "cutoff": "17:00"}),
    ("Levertijd: 2 tot 4 werkdagen", days(2, 4, kind="business")),
    ("Verzendkosten € 4,95", {"price": euros(4.95)}),
    ("Wij bezorgen binnen 3 werkdagen bij u thuis", days(None, 3, kind="business")),
    ("Meestal wordt je pakket binnen 1 dag geleverd", {**days(None, 1), "hedged": True}),
    ("Zonder verzendkosten thuisbezorgd", FREE),
]
PORTUGUESE: list[tuple[str, dict[str, Any]]] = [
    ("Portes grátis em compras acima de 40 €", {**FREE, "threshold": euros(40)}),
    ("Entrega em 2 a 3 dias úteis", days(2, 3, kind="business")),
]
ALL = [
    (language, *case)
    for language, cases in (
        ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH), ("it", ITALIAN), ("nl", DUTCH), ("pt", PORTUGUESE),
    )
    for case in cases
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), ALL)
@pytest.mark.parametrize("is_told", [True, False])
def test_a_promise_is_read_whether_its_language_is_told_or_not(
    language: str, text: str, expected: dict[str, Any], is_told: bool
) -> None:
    assert read(text, expected, language if is_told else None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sendung verfolgen",
        "Rückgabe innerhalb von 14 Tagen nach Erhalt der Lieferung",
        "2 Jahre Garantie auf alle gelieferten Artikel",
        "Wie lange dauert die Lieferung nach Österreich?",
        "Kostenlose Rücksendung innerhalb von 30 Tagen",
        "Lieferung per Spedition",
        "Retours gratuits pendant 30 jours après la livraison",
        "Combien coûte la livraison en 24h ?",
        "Satisfait ou remboursé sous 14 jours après réception du colis",
        "Suivre ma livraison",
        "Plazo de devolución: 14 días desde la recepción del pedido",
        "Opciones de envío",
        "¿Cuánto tarda el envío en 24 horas?",
        "Garantia de 2 años en todos los envíos",
        "Traccia la tua spedizione",
        "Reso entro 30 giorni dalla consegna",
        "Rimborso in 14 giorni dal ricevimento della merce",
        "Volg je bezorging",
        "14 dagen bedenktijd na levering",
        "Retourneren kan binnen 30 dagen na ontvangst van je bestelling",
        "Snelle levering en gratis retourneren",
    ],
)
def test_what_only_speaks_of_delivery_is_no_promise(text: str) -> None:
    assert read(text, {"quote": text}) == {}
