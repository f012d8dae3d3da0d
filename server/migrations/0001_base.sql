-- Workflows and their logs, kept files, runs and their results. Times are milliseconds since 1970.

CREATE TABLE workflows (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    deleted_ms INTEGER,
    nodes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The log. A client's transaction stands in it once, however often it was sent.
CREATE TABLE entries (
    workflow TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    client INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    tx TEXT NOT NULL,
    PRIMARY KEY (workflow, seq)
) STRICT;
CREATE UNIQUE INDEX entries_by_tx ON entries (workflow, client, number);

CREATE TABLE snapshots (
    workflow TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (workflow, seq)
) STRICT;

CREATE TABLE assets (
    hash TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

-- Runs name their workflow without a reference: removing a workflow removes its runs by hand.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    workflow TEXT NOT NULL,
    seq INTEGER NOT NULL,
    targets TEXT NOT NULL,
    job TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    worker TEXT,
    held_until_ms INTEGER
) STRICT;
CREATE INDEX runs_by_workflow ON runs (workflow, id);
CREATE INDEX runs_unfinished ON runs (id) WHERE ended_ms IS NULL;

CREATE TABLE steps (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    node TEXT NOT NULL,
    state TEXT NOT NULL,
    result TEXT,
    PRIMARY KEY (run, node)
) STRICT, WITHOUT ROWID;

-- What steps gave, by content key: the cache.
CREATE TABLE outcomes (
    key TEXT PRIMARY KEY NOT NULL,
    outcome TEXT NOT NULL,
    used_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX outcomes_by_use ON outcomes (used_ms, key);

-- How to make what a content key names, so that a viewer can ask for any part of it later.
CREATE TABLE recipes (
    key TEXT PRIMARY KEY NOT NULL,
    step TEXT NOT NULL
) STRICT, WITHOUT ROWID;
