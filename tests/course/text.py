"""What a reader sees of a Markdown cell: words without markup, formulas and folded parts."""

import re

FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
MARKUP = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$|<[^>]+>|\]\([^)]*\)|`[^`]*`|[|*#>_:\[\]\\-]", re.DOTALL)


def words(source):
    """Count the words that stand open on the page."""
    return len(MARKUP.sub(" ", FOLDED.sub("", source)).split())


def folded(source):
    """Return the folded parts as (summary, text)."""
    parts = [re.match(r"<details><summary>(.*?)</summary>(.*)</details>", p, re.DOTALL) for p in FOLDED.findall(source)]
    return [(p.group(1), p.group(2)) for p in parts]
