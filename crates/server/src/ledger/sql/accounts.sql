-- Who signs in, from where, and what is open. The person's record (name, roles) is an ordinary row of `record`.
CREATE TABLE account (
  user BLOB PRIMARY KEY NOT NULL,
  login TEXT NOT NULL UNIQUE,
  -- Argon2id; all empty until the first password is set.
  salt BLOB,
  hash BLOB,
  memory_kib INTEGER,
  passes INTEGER,
  lanes INTEGER,
  -- Raised by whatever must end all sessions at once; a session holds the one it was made under.
  auth_epoch INTEGER NOT NULL,
  active INTEGER NOT NULL,
  made_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE device (
  id BLOB PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  made_ms INTEGER NOT NULL,
  revoked_ms INTEGER
) WITHOUT ROWID;

-- Devices on which somebody signed in and stays signed in for long.
CREATE TABLE registration (
  user BLOB NOT NULL REFERENCES account (user),
  device BLOB NOT NULL REFERENCES device (id),
  made_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,
  PRIMARY KEY (user, device)
) WITHOUT ROWID;

-- `token` is SHA-256 of what the cookie holds: a stolen backup opens nothing.
CREATE TABLE session (
  token BLOB PRIMARY KEY NOT NULL,
  user BLOB NOT NULL REFERENCES account (user),
  device BLOB NOT NULL REFERENCES device (id),
  auth_epoch INTEGER NOT NULL,
  registered INTEGER NOT NULL,
  made_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_user ON session (user);

-- One-time codes, hashed as well. No user: for the first administrator.
CREATE TABLE one_time (
  hash BLOB PRIMARY KEY NOT NULL,
  user BLOB REFERENCES account (user),
  until_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- Failed tries to sign in, by SHA-256 of the name and, where it is registered, the device.
CREATE TABLE attempt (
  subject BLOB PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  until_ms INTEGER NOT NULL,
  day INTEGER NOT NULL,
  day_failures INTEGER NOT NULL
) WITHOUT ROWID;

-- Which attachments name some bytes.
CREATE INDEX attachment_bytes ON record (json_extract(body, '$.sha256')) WHERE kind = 'attachment';
CREATE INDEX attachment_thumb ON record (json_extract(body, '$.thumb_sha256')) WHERE kind = 'attachment';
