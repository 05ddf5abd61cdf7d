"""What doctor says about this machine, and about machines on which things are missing."""

import pytest

from autograder import doctor
from autograder.execution import sandbox


@pytest.mark.usefixtures("bubblewrap")
def test_where_bubblewrap_works_student_code_can_do_no_harm():
    findings = {finding.what: finding for finding in doctor.examine()}
    tried = [
        *("read files of the course", "change files of the course", "change the Python installation"),
        *("reach the network", "see other processes", "use more memory than the limit"),
        *("write a larger file than the limit", "make namespaces of its own"),
    ]
    assert [findings[name].good for name in tried] == [True] * len(tried)
    assert findings["the wall"].good
    assert str(findings["reach the network"]) == "✓ reach the network: student code cannot"


def test_where_it_does_not_the_report_says_so_and_the_way_out(monkeypatch):
    monkeypatch.setattr(sandbox, "why_not_bubblewrap", lambda: "bubblewrap is not on this machine")
    findings = {finding.what: finding for finding in doctor.examine()}
    assert str(findings["bubblewrap"]).startswith("✗ bubblewrap: bubblewrap is not on this machine; install it")
    assert not findings["reach the network"].good
    assert findings["the wall"].good
