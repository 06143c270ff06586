"""One `up` per var folder; the kernel lets the folder go when its holder dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dondoc.errors import Refused
from flows.claim import claimed, holder
from tests.waiting import until

HOLD = """
import sys, time
from pathlib import Path
from flows.claim import claimed
with claimed(Path(sys.argv[1]), port=4200) as claim:
    claim.publish(is_ready=True)
    time.sleep(600)
"""


def test_who_holds_the_folder_is_told_while_it_is_held(tmp_path: Path) -> None:
    assert holder(tmp_path) is None
    with claimed(tmp_path / "var", port=4300) as claim:
        found = holder(tmp_path / "var")
        assert found is not None
        assert (found.pid, found.address, found.is_ready) == (os.getpid(), "http://127.0.0.1:4300/v2/", False)
        claim.publish(is_ready=True)
        again = holder(tmp_path / "var")
        assert again is not None
        assert again.is_ready
    assert holder(tmp_path / "var") is None


def test_a_second_one_is_refused_in_one_sentence_that_says_how_to_stop_the_first(tmp_path: Path) -> None:
    with claimed(tmp_path, port=4300), pytest.raises(Refused) as refusal, claimed(tmp_path, port=4301):
        pass
    assert "http://127.0.0.1:4300/v2/" in str(refusal.value)
    assert "dondoc down" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_killed_holder_leaves_the_folder_free_though_its_file_stays(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)])
    until(lambda: holder(tmp_path) is not None)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert holder(tmp_path) is None
    with claimed(tmp_path, port=4300):
        assert (tmp_path / "up.lock").exists()


def test_the_file_of_a_dead_holder_with_a_reused_id_claims_nothing(tmp_path: Path) -> None:
    (tmp_path / "up.lock").write_text(f'{{"pid": {os.getpid()}, "port": 4200, "is_ready": true}}')
    assert holder(tmp_path) is None
    with claimed(tmp_path, port=4300):
        pass
