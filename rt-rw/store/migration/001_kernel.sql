-- +goose Up
-- One text for SQLite and PostgreSQL: TEXT and BIGINT, ids as text, times as Unix
-- milliseconds (0 = none), JSON as text. What a commit costs is row width and distinct
-- pages: keys stand in append order, wide rows are ordinary rowid tables in SQLite, narrow
-- ones lie in their key.

CREATE TABLE about (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE areas (
  area TEXT PRIMARY KEY,
  parent TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL
);
CREATE INDEX areas_parent ON areas (parent, area);

CREATE TABLE houses (
  house TEXT PRIMARY KEY,
  rt TEXT NOT NULL,
  label TEXT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE INDEX houses_rt ON houses (rt, house);

CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  household TEXT NOT NULL,
  secret TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  closed_at BIGINT NOT NULL
) WITHOUT ROWID;
-- Every node asks which accounts' grants or sessions changed, and lets their sockets go.
CREATE INDEX accounts_changed ON accounts (changed_at);

-- One grant is one member case; a role ends by until_at, never by deletion.
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  area TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX grants_account ON grants (account);
CREATE INDEX grants_area ON grants (area);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  device TEXT NOT NULL,
  invite TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  closed_at BIGINT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account, opened_at);

CREATE TABLE invites (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  uses_left BIGINT NOT NULL,
  closed_at BIGINT NOT NULL
);

-- The counter and the chain's head of one log; its row is the log's lock.
CREATE TABLE logs (
  log TEXT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
  log TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  at BIGINT NOT NULL,
  area TEXT NOT NULL,
  service TEXT NOT NULL,
  type TEXT NOT NULL,
  case_id TEXT NOT NULL,
  from_state TEXT NOT NULL,
  state TEXT NOT NULL,
  priority TEXT NOT NULL,
  level TEXT NOT NULL,
  next TEXT NOT NULL,
  due BIGINT NOT NULL,
  due_for TEXT NOT NULL,
  version BIGINT NOT NULL,
  mask BIGINT NOT NULL,
  house TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  payload TEXT NOT NULL,
  print TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (log, seq)
);
CREATE UNIQUE INDEX events_id ON events (id);
CREATE UNIQUE INDEX events_case ON events (case_id, version);

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  log TEXT NOT NULL,
  service TEXT NOT NULL,
  area TEXT NOT NULL,
  house TEXT NOT NULL,
  filer TEXT NOT NULL,
  state TEXT NOT NULL,
  priority TEXT NOT NULL,
  level TEXT NOT NULL,
  next TEXT NOT NULL,
  hops BIGINT NOT NULL,
  since BIGINT NOT NULL,
  asked BIGINT NOT NULL,
  due BIGINT NOT NULL,
  due_for TEXT NOT NULL,
  holder TEXT NOT NULL,
  round BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  opened BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  closed BIGINT NOT NULL,
  data TEXT NOT NULL
);
-- Open cases of a place, and all of them newest first, by one index: each page that a
-- command touches beside the others is a page more to write.
CREATE INDEX cases_log ON cases (log, (CASE WHEN closed = 0 THEN 0 ELSE 1 END), opened);
CREATE INDEX cases_due ON cases (due) WHERE due > 0;

CREATE TABLE texts (
  case_id TEXT NOT NULL,
  ref TEXT NOT NULL,
  cipher TEXT NOT NULL,
  PRIMARY KEY (case_id, ref)
) WITHOUT ROWID;

CREATE TABLE tallies (
  area TEXT NOT NULL,
  service TEXT NOT NULL,
  state TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (area, service, state)
) WITHOUT ROWID;

-- Wrong hand-over codes, outside log and fold: a resend never counts twice.
CREATE TABLE tries (
  case_id TEXT NOT NULL,
  round BIGINT NOT NULL,
  mac TEXT NOT NULL,
  PRIMARY KEY (case_id, round, mac)
) WITHOUT ROWID;

CREATE TABLE looks (
  case_id TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (case_id, account, at)
) WITHOUT ROWID;

CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  node TEXT NOT NULL,
  until_at BIGINT NOT NULL
);

-- +goose Down
DROP TABLE leases; DROP TABLE looks; DROP TABLE tries; DROP TABLE tallies; DROP TABLE texts; DROP TABLE cases; DROP TABLE events; DROP TABLE logs;
DROP TABLE invites; DROP TABLE sessions; DROP TABLE grants; DROP TABLE accounts; DROP TABLE houses; DROP TABLE areas; DROP TABLE about;
