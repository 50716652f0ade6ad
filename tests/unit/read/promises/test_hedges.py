"""What makes a promise a soft one, class by class, and what does not, in six languages."""

from __future__ import annotations

import pytest

from tests.unit.read.promises.told import read

USUALLY = [
    "As a rule, parcels are delivered within 3 working days.",
    "Your parcel will probably be delivered in 2 days.",
    "Wir liefern im Regelfall innerhalb von 3 Werktagen.",
    "Die Lieferung dauert erfahrungsgemäß 4 Tage.",
    "La livraison prend le plus souvent 3 jours.",
    "Por regla general, la entrega se hace en 3 días laborables.",
    "Di norma la consegna avviene in 4 giorni lavorativi.",
    "De levering duurt in de regel 2 werkdagen.",
]
OPEN_ENDED = [
    "Delivery from 3 working days.",
    "Lieferung ab 2 Werktagen.",
    "Levering vanaf 2 werkdagen.",
]
IF_IN_STOCK = [
    "If in stock, your order is shipped within 24 hours.",
    "Sofern vorrätig, versenden wir innerhalb von 24 Stunden.",
    "Sous réserve de disponibilité, expédition sous 24 heures.",
    "Según disponibilidad, enviamos en 24 horas.",
    "Se disponibile, spediamo entro 24 ore.",
    "Indien voorradig verzenden wij binnen 24 uur.",
]
WITH_A_CODE = [
    "Free delivery with coupon HOME.",
    "Versandkostenfrei mit Gutschein HEIM",
    "Livraison gratuite avec le code promo MAISON",
    "Envío gratis con cupón CASA",
    "Spedizione gratuita con coupon CASA",
    "Gratis verzending met actiecode HUIS",
]
FOR_SOME = [
    "Free delivery exclusively for cardholders.",
    "Kostenloser Versand exklusiv für Stammkunden",
    "Livraison offerte, réservée aux adhérents",
    "Envío gratis para clientes VIP",
    "Spedizione gratuita riservata ai nuovi clienti",
    "Gratis verzending voor clubleden",
    "Kostenloser Versand für bestimmte Artikel",
    "Envío gratis en determinados artículos",
]
FOR_A_WHILE = [
    "Flash sale: free delivery on everything.",
    "Kostenloser Versand, zeitlich begrenzt",
    "Livraison offerte ce week-end",
    "Envío gratis este fin de semana",
    "Spedizione gratuita questa settimana",
    "Gratis verzending dit weekend",
]
FIRM = [
    "Free delivery on all orders.",
    "Delivery in 2 working days.",
    "Free delivery over £40 | Use code TEN for 10% off",
    "Wir liefern innerhalb von 3 Werktagen.",
    "Versandkostenfrei ab 40 € | Code ZEHN für 10 % Rabatt",
    "Livraison gratuite dès 40 €",
    "Entrega en 3 días laborables",
    "La consegna avviene in 4 giorni lavorativi.",
    "Verzending binnen 2 werkdagen",
    "Envío gratis solo para España",
]


@pytest.mark.parametrize("text", [*USUALLY, *OPEN_ENDED, *IF_IN_STOCK, *WITH_A_CODE, *FOR_SOME, *FOR_A_WHILE])
def test_a_promise_with_a_condition_is_hedged(text: str) -> None:
    assert read(text, {"hedged": True}) == {"hedged": True}


@pytest.mark.parametrize("text", FIRM)
def test_a_firm_promise_is_not_hedged(text: str) -> None:
    assert read(text, {"hedged": False}) == {"hedged": False}


@pytest.mark.parametrize("text", ["Free delivery¹ over £40", "Free delivery over £40 ¹", "Free delivery on furniture¹"])
def test_a_raised_figure_is_a_marker_attached_or_not(text: str) -> None:
    assert read(text, {"marker": "¹"}) == {"marker": "¹"}
