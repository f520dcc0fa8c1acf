-- +goose Up
-- Counted facts of cases by place and day, and rules in force. Both stand beside the log:
-- a mark goes with its subject, a record with the case that set it.

CREATE TABLE marks (
  case_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  area TEXT NOT NULL,
  house TEXT NOT NULL,
  n BIGINT NOT NULL,
  at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, kind)
) WITHOUT ROWID;
CREATE INDEX marks_area ON marks (area, at);

CREATE TABLE records (
  case_id TEXT NOT NULL,
  name TEXT NOT NULL,
  area TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (case_id, name)
) WITHOUT ROWID;
CREATE INDEX records_area ON records (area, name);

-- When there was news last, for clocks that wait for some.
ALTER TABLE cases ADD COLUMN heard BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE cases DROP COLUMN heard; DROP TABLE records; DROP TABLE marks;
