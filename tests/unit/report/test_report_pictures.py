"""Pictures within a budget."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from journeyaudit.errors import EvidenceError
from journeyaudit.report.pictures import RUNGS, TALLEST, shrink


def noise(seed: int, size: tuple[int, int] = (600, 340)) -> bytes:
    """A picture that compresses badly."""
    image = Image.effect_noise(size, 40 + seed).convert("RGB")
    stored = BytesIO()
    image.save(stored, "JPEG", quality=80)
    return stored.getvalue()


@pytest.fixture(scope="module")
def shots() -> dict[str, bytes]:
    return {f"sha{index}": noise(index) for index in range(5)}


def test_one_picture_keeps_the_best_size() -> None:
    shown = shrink(["a"], lambda _: noise(0, (1366, 768)))["a"]
    assert (shown.width, shown.height) == (RUNGS[0][0], round(768 * RUNGS[0][0] / 1366))


def test_a_small_picture_is_never_enlarged() -> None:
    assert shrink(["a"], lambda _: noise(1, (200, 100)))["a"].width == 200


@pytest.mark.parametrize("budget", [60_000, 120_000, 400_000])
def test_all_pictures_stay_within_the_budget(shots: dict[str, bytes], budget: int) -> None:
    places = [*shots, "sha0", "sha1"]
    shown = shrink(places, shots.__getitem__, budget)
    assert 0 < sum(len(shown[place].source) for place in places if place in shown) <= budget


def test_where_not_all_fit_the_first_places_win() -> None:
    shot = noise(0)
    budgets = (40_000, 20_000, 12_000, 6_000, 100)
    kept = [list(shrink(["first", "second", "third"], lambda _: shot, budget)) for budget in budgets]
    assert kept[-1] == []
    assert ["first"] in kept or ["first", "second"] in kept
    assert all(each == ["first", "second", "third"][: len(each)] for each in kept)


def test_a_picture_that_is_missing_or_broken_leaves_the_others() -> None:
    def fetch(sha: str) -> bytes:
        if sha == "gone":
            raise EvidenceError("the picture is missing")
        return b"no picture" if sha == "broken" else noise(0, (300, 200))

    assert list(shrink(["gone", "broken", "whole"], fetch)) == ["whole"]


def test_a_full_page_picture_shows_its_top() -> None:
    shown = shrink(["tall"], lambda _: noise(0, (300, 3000)))["tall"]
    assert shown.height == round(300 * TALLEST)
