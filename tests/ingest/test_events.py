import io
import json

from ingest.events import json_lines
from ingest.pipeline import Progress


def test_progress_is_one_json_object_a_line_and_never_a_flood() -> None:
    now = 0.0
    stream = io.StringIO()
    write = json_lines(stream, lambda: now)
    for done in range(1000):
        write(Progress(done=done, total=1000, name=f"paper\n{done}.pdf"))
        now += 0.01
    write(Progress(done=1000, total=1000))
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert 40 <= len(lines) <= 55  # ten seconds
    assert lines[0] == {
        "event": "progress",
        "done": 0,
        "total": 1000,
        "file": "paper\n0.pdf",
        "waiting": False,
        "seconds": 0.0,
        "seconds_left": None,
    }
    middle = next(line for line in lines if line["done"] >= 500)
    assert abs(middle["seconds"] + middle["seconds_left"] - 10) < 0.1
    assert (lines[-1]["done"], lines[-1]["file"], lines[-1]["seconds_left"]) == (1000, None, 0)


def test_waiting_for_another_ingestion_is_told_at_once() -> None:
    stream = io.StringIO()
    write = json_lines(stream, lambda: 0.0)
    write(Progress(done=0, total=5, name="a.pdf"))
    write(Progress(done=0, total=5, waiting=True))
    assert [json.loads(line)["waiting"] for line in stream.getvalue().splitlines()] == [False, True]
