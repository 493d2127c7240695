-- Everything the server keeps. Forward only: a change is a new file and a higher user_version.
CREATE TABLE epoch (
  epoch BLOB PRIMARY KEY,
  from_rev INTEGER NOT NULL,
  started_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- One row. Under the writer's lock, so revisions are in commit order.
CREATE TABLE counter (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  rev INTEGER NOT NULL,
  exit_floor INTEGER NOT NULL,
  safe_rev INTEGER NOT NULL
);
INSERT INTO counter VALUES (1, 0, 0, 0);

CREATE TABLE record (
  id BLOB PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  parent BLOB,
  scope TEXT NOT NULL,
  rev INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  by BLOB,
  at_ms INTEGER NOT NULL,
  at_off INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX record_feed ON record (scope, rev, id);
CREATE INDEX record_scan ON record (scope, id);
CREATE INDEX record_child ON record (parent) WHERE parent IS NOT NULL;
CREATE TRIGGER record_rev_rises BEFORE UPDATE ON record WHEN NEW.rev <= OLD.rev
BEGIN SELECT RAISE(ABORT, 'a revision must rise'); END;

-- The scopes that occur, so that a prefix can be resolved without walking the rows.
CREATE TABLE scope (scope TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE record_exit (
  rev INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  id BLOB NOT NULL
);
CREATE INDEX exit_feed ON record_exit (scope, rev);

-- Every mutation that was ever answered, whole. Never pruned: a phone may lie in a drawer for months.
CREATE TABLE mutation (
  id BLOB PRIMARY KEY NOT NULL,
  device BLOB NOT NULL,
  actor BLOB NOT NULL,
  name TEXT NOT NULL,
  record BLOB NOT NULL,
  body TEXT NOT NULL,
  digest BLOB NOT NULL,
  status TEXT NOT NULL,
  result TEXT NOT NULL,
  rev INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  reviewed_ms INTEGER
);
CREATE INDEX mutation_record ON mutation (record, rev);
CREATE INDEX mutation_open ON mutation (actor) WHERE status IN ('conflict', 'rejected') AND reviewed_ms IS NULL;

CREATE TABLE series (
  name TEXT NOT NULL,
  period INTEGER NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (name, period)
) WITHOUT ROWID;

-- Numbers that were given; the key makes giving one twice impossible.
CREATE TABLE number (
  series TEXT NOT NULL,
  period INTEGER NOT NULL,
  serial INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (series, period, serial)
) WITHOUT ROWID;

CREATE TABLE stumble (id BLOB PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
