-- +goose Up
-- Which of its subject's keys seals a case: service, quarter, life.
ALTER TABLE cases ADD COLUMN lot TEXT NOT NULL DEFAULT '';

-- Wishes to be forgotten, written with the line of the log that carries them out. A row per
-- house or account whose keys go; done_at once they are gone.
CREATE TABLE erasures (
  case_id TEXT NOT NULL,
  place TEXT NOT NULL,
  everything BIGINT NOT NULL,
  at BIGINT NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, place)
) WITHOUT ROWID;

CREATE INDEX erasures_place ON erasures (place);

-- Who opened which case, as what and why: a chain of its own beside each log, so that no
-- look can be taken back. Looks from before there was a chain are not carried over.
DROP TABLE looks;
CREATE TABLE looks (
  log TEXT NOT NULL,
  seq BIGINT NOT NULL,
  case_id TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  at BIGINT NOT NULL,
  why TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (log, seq)
);
CREATE INDEX looks_case ON looks (case_id, at);
CREATE INDEX looks_at ON looks (at);

CREATE TABLE look_heads (
  log TEXT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
) WITHOUT ROWID;

-- +goose Down
DROP TABLE look_heads; DROP TABLE looks; DROP TABLE erasures; ALTER TABLE cases DROP COLUMN lot;
CREATE TABLE looks (
  case_id TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (case_id, account, at)
) WITHOUT ROWID;
