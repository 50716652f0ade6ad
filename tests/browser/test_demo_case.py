"""The enquiry of the demonstration: a real form, a real Maildir, five weeks by the clock of the shop's desk."""

from __future__ import annotations

import pytest

from journeyaudit import clock
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.export import export
from journeyaudit.cli.demo_case import follow_enquiry
from journeyaudit.demo import Desk, Shop, beginning, serve
from journeyaudit.model.audit import Audit
from journeyaudit.model.subject import Subject
from journeyaudit.pipeline import judge_run


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shop, Audit]:
    folder = tmp_path_factory.mktemp("demo")
    desk = Desk(folder / "mail", beginning(clock.now()))
    export(CaseStore.open(folder / "none"), (), folder / "run", Subject(name="Quirewell", origins=("http://127.0.0.1",)))
    with serve(0, desk) as shop:
        follow_enquiry(shop, desk, folder / "cases", folder / "run")
        return shop, judge_run(folder / "run")


def test_the_shop_was_written_to_once_and_nothing_was_ordered(lived: tuple[Shop, Audit]) -> None:
    assert lived[0].received == {"enquiries": 1}


def test_every_letter_of_the_five_weeks_is_told_in_order(lived: tuple[Shop, Audit]) -> None:
    kinds = [event.kind for event in lived[1].cases[0].events]
    assert kinds == ["letter", "confirmation", "acknowledgement", "reply", "note", "reply", "reply", "note"]


def test_the_case_has_the_grade_that_its_story_was_written_for(lived: tuple[Shop, Audit]) -> None:
    case = lived[1].cases[0]
    assert case.grade == "F2"
    assert case.events[2].case_id == "QW-104817"
    assert [one.met for one in case.deadlines if one.event >= 0] == [False, False, False]
    assert {"order_number", "order_date"} <= {repeat.fact for repeat in case.conversation.repeats}
    assert case.handoffs == 1


def test_time_is_the_desks_own(lived: tuple[Shop, Audit]) -> None:
    case = lived[1].cases[0]
    assert case.acknowledged_hours == pytest.approx(2 / 60, abs=0.01)
    assert case.watched_until < clock.now().isoformat()


def test_whoever_works_at_the_shop_is_not_named(lived: tuple[Shop, Audit]) -> None:
    told = lived[1].model_dump_json()
    assert not [name for name in ("Dana", "Whitlock", "Marcus", "Oyelaran") if name in told]
