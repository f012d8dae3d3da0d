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
