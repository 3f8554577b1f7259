"""Checkstyle: files with their errors, also sources of a show and feeds without findings."""

from written import written

from feedtool.findings.report import Finding, Report

EPISODE = Finding("bad-date", "warning", 'date is "<late>"', "show/episodes/1.md", 4, 3)
SHOW = Finding("missing-key", "error", "artwork is missing", "show/show.yaml")


def test_document_as_a_whole() -> None:
    reports = [Report("a.xml"), Report("show", [EPISODE, SHOW]), Report("show/show.yaml", [SHOW])]
    assert written("checkstyle", *reports) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<checkstyle version="4.3">\n'
        '  <file name="a.xml"/>\n'
        '  <file name="show"/>\n'
        '  <file name="show/episodes/1.md">\n'
        '    <error line="4" column="3" severity="warning" message="date is &quot;&lt;late&gt;&quot;"'
        ' source="feedtool.bad-date"/>\n'
        "  </file>\n"
        '  <file name="show/show.yaml">\n'
        '    <error severity="error" message="artwork is missing" source="feedtool.missing-key"/>\n'
        "  </file>\n"
        '  <file name="show/show.yaml">\n'
        '    <error severity="error" message="artwork is missing" source="feedtool.missing-key"/>\n'
        "  </file>\n"
        "</checkstyle>\n"
    )
