"""The run folder survives kills, full disks and other people's hands."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.errors import EvidenceError
from journeyaudit.evidence.reader import Run
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.model.journal import Ended, Record, Replay, ReplayStep, Visit
from journeyaudit.model.plan import GatherOptions, Plan
from journeyaudit.model.snapshot import Snapshot, TextBlock, encode
from journeyaudit.model.subject import Subject

WEBP = b"RIFF\x04\x00\x00\x00WEBPrest"
JPEG = b"\xff\xd8\xff\xe0rest"
PLAN = Plan(
    tool="journeyaudit 0",
    started_at="2026-01-05T10:00:00Z",
    options=GatherOptions(),
    checks=(),
    subject=Subject(name="Shop", origins=("https://shop.example",)),
)
RECORDS: tuple[Record, ...] = (
    Visit(order=0, device="desktop", url="https://shop.example/", status=200),
    Visit(order=1, device="desktop", url="https://shop.example/köntakt", status=404),
    Ended(seconds=1.5, browser="a browser"),
)


def snapshot_of(text: str) -> Snapshot:
    return Snapshot(url="https://shop.example/", blocks=(TextBlock(text),))


def written(folder: Path, *records: Record) -> Path:
    writer = RunWriter.create(folder, PLAN)
    for record in records:
        writer.append(record)
    writer.close()
    return folder


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    writer = RunWriter.create(tmp_path / "run", PLAN)
    sha = writer.keep(encode(snapshot_of("Call us")), "snapshot")
    picture = writer.keep(WEBP, "picture")
    for record in RECORDS:
        writer.append(record)
    writer.finish()

    run = Run.open(tmp_path / "run")

    assert run.plan == PLAN
    assert run.records == RECORDS
    assert run.snapshot(sha) == snapshot_of("Call us")
    assert (run.picture(picture), run.picture_path(picture).suffix) == (WEBP, ".webp")
    assert run.finished
    assert run.verify() == ()


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    writer = RunWriter.create(tmp_path, PLAN)

    assert writer.keep(JPEG, "picture") == writer.keep(JPEG, "picture")
    assert writer.keep(encode(snapshot_of("a")), "snapshot") == writer.keep(encode(snapshot_of("a")), "snapshot")
    assert len(list(tmp_path.glob("artifacts/*/*"))) == 2


@given(st.integers(min_value=0))
def test_a_run_killed_after_any_byte_of_the_journal_opens_and_goes_on(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    folder = written(tmp_path_factory.mktemp("run"), *RECORDS)
    journal = folder / "journal.jsonl"
    whole = journal.read_bytes()
    kept = whole[: cut % (len(whole) + 1)]
    journal.write_bytes(kept)
    expected = RECORDS[: kept.count(b"\n")]

    assert Run.open(folder).records == expected
    writer = RunWriter.resume(folder)
    assert tuple(writer.records) == expected
    for record in RECORDS[len(expected) :]:
        writer.append(record)
    writer.finish()
    assert journal.read_bytes() == whole
    assert Run.open(folder).verify() == ()


def test_an_artifact_half_written_by_a_killed_run_is_swept_away(tmp_path: Path) -> None:
    folder = written(tmp_path, RECORDS[0])
    part = folder / "artifacts" / "ab" / "abcd.webp.part"
    part.parent.mkdir()
    part.write_bytes(b"RIF")

    RunWriter.resume(folder).finish()

    assert not part.exists()
    assert Run.open(folder).verify() == ()


def test_a_folder_with_a_run_is_not_overwritten(tmp_path: Path) -> None:
    written(tmp_path, RECORDS[0])

    with pytest.raises(EvidenceError, match="already holds a run") as caught:
        RunWriter.create(tmp_path, PLAN)
    assert "--resume" in caught.value.remedy


def test_two_writers_never_share_a_folder(tmp_path: Path) -> None:
    writer = RunWriter.create(tmp_path, PLAN)

    with pytest.raises(EvidenceError, match="another journeyaudit is writing"):
        RunWriter.resume(tmp_path)
    writer.close()
    RunWriter.resume(tmp_path).close()


def test_a_folder_without_a_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"JA301 there is no run"):
        Run.open(tmp_path)


def test_a_run_of_another_version_is_refused_by_name(tmp_path: Path) -> None:
    folder = written(tmp_path)
    plan = folder / "plan.json"
    plan.write_text(plan.read_text().replace("journeyaudit/plan/1", "journeyaudit/plan/9"))

    with pytest.raises(EvidenceError, match=r"JA304 .*journeyaudit/plan/9"):
        Run.open(folder)


def test_a_damaged_line_is_named_by_its_number(tmp_path: Path) -> None:
    folder = written(tmp_path, *RECORDS)
    journal = folder / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + b"{}\n" + lines[2])

    with pytest.raises(EvidenceError, match=r"journal\.jsonl:2: JA303 this file is damaged"):
        Run.open(folder)


def test_every_changed_missing_or_added_file_is_reported(tmp_path: Path) -> None:
    writer = RunWriter.create(tmp_path, PLAN)
    snapshot, lost, changed = writer.keep(b"{}", "snapshot"), writer.keep(WEBP, "picture"), writer.keep(JPEG, "picture")
    writer.append(Visit(order=0, device="desktop", url="https://shop.example/", snapshot=snapshot))
    step = ReplayStep(control="", action="click", picture=lost)
    writer.append(Replay(key="k", device="desktop", start="home", ok=True, steps=(step,)))
    writer.finish()
    run = Run.open(tmp_path)
    run.picture_path(lost).unlink()
    run.picture_path(changed).write_bytes(WEBP)
    added = tmp_path / "artifacts" / "00" / ("0" * 64 + ".jpg")
    added.parent.mkdir(exist_ok=True)
    added.write_bytes(JPEG)
    (tmp_path / "plan.json").write_text((tmp_path / "plan.json").read_text().replace("Shop", "Shed"))

    damages = {(damage.path.rsplit("/")[-1].partition(".")[0], damage.why) for damage in run.verify()}

    assert damages == {(lost, "missing"), (changed, "changed"), ("0" * 64, "changed"), ("plan", "changed")}
    with pytest.raises(EvidenceError, match="no longer has the hash"):
        run.picture(changed)
    with pytest.raises(EvidenceError, match="not in the run folder"):
        run.picture(lost)


def test_a_snapshot_that_is_no_snapshot_is_damage(tmp_path: Path) -> None:
    sha = RunWriter.create(tmp_path, PLAN).keep(b'{"nothing": 1}', "snapshot")

    with pytest.raises(EvidenceError, match="damaged"):
        Run.open(tmp_path).snapshot(sha)


def test_a_journal_cannot_point_outside_its_folder(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="no SHA-256"):
        Run.open(written(tmp_path)).picture("../../../etc/passwd")


def test_a_full_disk_says_what_to_do_and_loses_nothing_written_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = RunWriter.create(tmp_path, PLAN)
    writer.append(RECORDS[0])
    write = os.write

    def full_after_ten_bytes(descriptor: int, data: memoryview) -> int:
        if len(data) <= 10:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data[:10]) if len(data) < 40 else write(descriptor, data[:-10])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_after_ten_bytes)
        with pytest.raises(EvidenceError, match=r"journal\.jsonl: JA302 .*No space left") as caught:
            writer.append(RECORDS[1])
    assert "--resume" in caught.value.remedy
    writer.append(RECORDS[2])

    assert Run.open(tmp_path).records == (RECORDS[0], RECORDS[2])


def test_a_folder_that_cannot_be_made_is_an_evidence_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(EvidenceError, match="JA302"):
        RunWriter.create(tmp_path / "file" / "run", PLAN)


def test_secrets_reach_neither_plan_nor_journal_nor_snapshot(tmp_path: Path) -> None:
    url = "https://user:hunter2@shop.example/a?token=hunter2&page=2"
    subject = Subject(name="Shop", origins=("https://user:hunter2@shop.example",))
    writer = RunWriter.create(tmp_path, PLAN.model_copy(update={"subject": subject}))
    sha = writer.keep(encode(Snapshot(url=url)), "snapshot")
    writer.append(Visit(order=0, device="desktop", url=url, snapshot=sha))
    writer.finish()

    run = Run.open(tmp_path)

    assert b"hunter2" not in (tmp_path / "plan.json").read_bytes() + (tmp_path / "journal.jsonl").read_bytes()
    assert run.snapshot(sha).url == "https://shop.example/a?token=REDACTED&page=2"
    assert [record.url for record in run.records if isinstance(record, Visit)] == [run.snapshot(sha).url]
    assert tuple(writer.records) == run.records
