"""Code of a template that stands in the feed, because no program ran it."""

import re

from feedtool.findings.wording import cut

# What expat refuses: `<%= title %>` of ERB and EJS, `<?= $title ?>` of PHP.
CODE = re.compile(rb"<%.{0,400}?%>|<\?=.{0,400}?\?>", re.DOTALL)


def explain_code(code: str) -> str:
    """Say what code in a feed is, and what to do."""
    shown = cut(" ".join(code[:400].split()))
    return f"{shown} is code of a template that no program ran; write what it stands for"
