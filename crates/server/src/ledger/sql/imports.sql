-- Files of other systems that an administrator brought in, and how far each is.
CREATE TABLE import (
  id BLOB PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  by BLOB NOT NULL,
  -- Who did the last thing with it, on which device: the commands are theirs.
  actor BLOB NOT NULL,
  device BLOB NOT NULL,
  at_ms INTEGER NOT NULL,
  -- looked, running, done, undoing, undone
  state TEXT NOT NULL,
  -- What was seen in the file, as JSON.
  look TEXT NOT NULL,
  -- SHA-256 of the header row: the next file of the same system is read as this one was.
  header BLOB NOT NULL,
  -- As JSON, from the run on; so is its time, which all its commands have.
  mapping TEXT,
  run_ms INTEGER,
  undo_ms INTEGER,
  done INTEGER NOT NULL DEFAULT 0,
  fresh INTEGER NOT NULL DEFAULT 0,
  filled INTEGER NOT NULL DEFAULT 0,
  same INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  undone INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX import_header ON import (header, run_ms) WHERE mapping IS NOT NULL;

-- What an import changed, row by row; for a file that it opened, without what stood there before.
CREATE TABLE import_row (
  import BLOB NOT NULL REFERENCES import (id),
  at INTEGER NOT NULL,
  record BLOB NOT NULL,
  before TEXT,
  after TEXT,
  -- Whether it was taken back or kept; empty until somebody undoes the import.
  back TEXT,
  PRIMARY KEY (import, at)
) WITHOUT ROWID;
CREATE INDEX import_row_open ON import_row (import, at) WHERE back IS NULL;
