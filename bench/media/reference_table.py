"""What the comparisons find, as a table on the way and, when asked for, in the page of the documents that lists them."""

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


class Table:
    """One row for each comparison, in sections; `failed` when one is beyond its tolerance."""

    def __init__(self):
        self.failed = False
        # Lines of the page, and what of each row has to be in it: all but the measured numbers.
        self.lines, self.kept = [], []
        print(f"{'check':<40}{'against':<22}{'mean':>10}{'greatest':>10}{'allowed':>10}")

    def section(self, title):
        """What follows is about this."""
        print(f"\n{title}")
        head = "| operation | reference | mean | greatest | allowed |\n|---|---|---|---|---|"
        self.lines += ["", f"### {title}", "", head]

    def add(self, check, against, ours, theirs, allowed):
        """Differences are in sRGB-encoded units of 0-1; the greatest counts."""
        assert len(ours) == len(theirs), f"{check}: {len(ours)} values against {len(theirs)}"
        mean, worst = self.differ(ours, theirs)
        self.row(check, against, mean, worst, f"{allowed:.5f}", worst <= allowed)

    def near(self, check, against, ours, theirs, allowed):
        """As `add`, of what may differ here and there: the mean counts."""
        assert len(ours) == len(theirs), f"{check}: {len(ours)} values against {len(theirs)}"
        mean, worst = self.differ(ours, theirs)
        self.row(check, against, mean, worst, f"{allowed:.5f} mean", mean <= allowed)

    def said(self, check, words, agrees):
        """What Gesso says of a file that it does not read."""
        self.failed |= not agrees
        print(f"{check:<40}{words}{'' if agrees else '  DISAGREES'}")
        self.lines.append(f"| {check} | refused: {words} | | | |")
        self.kept.append(f"| {check} | refused")

    def differ(self, ours, theirs):
        apart = [abs(a - b) for a, b in zip(ours, theirs)]
        return sum(apart) / len(apart), max(apart)

    def row(self, check, against, mean, worst, allowed, agrees):
        mark = "" if agrees else "  DISAGREES"
        self.failed |= not agrees
        print(f"{check:<40}{against:<22}{mean:>10.5f}{worst:>10.5f}{allowed:>15}{mark}")
        self.lines.append(f"| {check} | {against} | {mean:.5f} | {worst:.5f} | {allowed} |")
        self.kept.append((f"| {check} | {against} |", f"| {allowed} |"))

    def write(self, path, tools):
        """Puts what was found into the page, between its marks."""
        with open(path, encoding="utf-8") as file:
            before, rest = file.read().split(BEGIN)
        after = rest.split(END)[1]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join([before + BEGIN, "", f"Measured with {tools}.", *self.lines, "", END + after]))

    def lacks(self, path):
        """Rows that the page does not have, or with another tolerance."""
        with open(path, encoding="utf-8") as file:
            page = file.read().split("\n")
        lacking = []
        for kept in self.kept:
            start, end = kept if isinstance(kept, tuple) else (kept, "|")
            if not any(line.startswith(start) and line.endswith(end) for line in page):
                lacking.append(start)
        return lacking
