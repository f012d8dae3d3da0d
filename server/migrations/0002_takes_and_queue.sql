-- Takes, the order of runs, and when steps were worked on.

-- Who asked for a run, as JSON; and its place in the line. Without an order a run stands where its number says.
ALTER TABLE runs ADD COLUMN author TEXT;
ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN line_order INTEGER;

-- Whether all runs wait: one row when they do.
CREATE TABLE pause (
    paused INTEGER PRIMARY KEY NOT NULL CHECK (paused = 1)
) STRICT;

CREATE TABLE spans (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    node TEXT NOT NULL,
    began_ms INTEGER NOT NULL,
    ended_ms INTEGER NOT NULL,
    PRIMARY KEY (run, node)
) STRICT, WITHOUT ROWID;

-- Takes name their workflow and run without a reference: they stay when runs are forgotten.
CREATE TABLE takes (
    workflow TEXT NOT NULL,
    node TEXT NOT NULL,
    key TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    starred INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    take TEXT NOT NULL,
    PRIMARY KEY (workflow, node, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX takes_by_key ON takes (key);
