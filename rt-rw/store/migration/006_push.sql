-- +goose Up
-- Who is told on which phone, what they were told, and what is still under way. Nothing of it
-- is part of the log: it says that somebody was told, never what stands in a case.

-- A phone belongs to a session, and what is read always asks whether that is still open.
-- place is endpoint and keys, sealed under the account's own key; print finds one again.
CREATE TABLE phones (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  session TEXT NOT NULL UNIQUE,
  print TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  lang TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  sent_at BIGINT NOT NULL
);
CREATE INDEX phones_account ON phones (account);

CREATE TABLE quiet (
  account TEXT PRIMARY KEY,
  from_hour BIGINT NOT NULL,
  until_hour BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE calls (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  case_id TEXT NOT NULL,
  area TEXT NOT NULL,
  why TEXT NOT NULL,
  role TEXT NOT NULL,
  ask TEXT NOT NULL,
  priority TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  due BIGINT NOT NULL,
  push TEXT NOT NULL,
  topic TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  went_at BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  shown_at BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL
);
CREATE INDEX calls_case ON calls (case_id);
CREATE INDEX calls_account ON calls (account, made_at);
CREATE INDEX calls_push ON calls (push);
CREATE INDEX calls_due ON calls (due) WHERE state = 'waiting';

-- What the push services have not taken yet: one row a message and phone.
CREATE TABLE parcels (
  push TEXT NOT NULL,
  phone TEXT NOT NULL,
  account TEXT NOT NULL,
  topic TEXT NOT NULL,
  urgency TEXT NOT NULL,
  payload TEXT NOT NULL,
  due BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  PRIMARY KEY (push, phone)
) WITHOUT ROWID;
CREATE INDEX parcels_due ON parcels (due);

-- How far each log was read for calls. A log without a row is read from its beginning; the
-- first phone of all sets every row to where its log stands.
CREATE TABLE callers (
  log TEXT PRIMARY KEY,
  seq BIGINT NOT NULL
) WITHOUT ROWID;

-- +goose Down
DROP TABLE callers; DROP TABLE parcels; DROP TABLE calls; DROP TABLE quiet; DROP TABLE phones;
