-- +goose Up
-- Open cases of a place and a service, most urgent first: a silence, then by priority, by
-- clock, by age. Only open ones stand in it, so a case that rests costs nothing here.
CREATE INDEX cases_urgent ON cases (log, service,
  (CASE WHEN heard > 0 AND level <> '' THEN 0 ELSE 3 END + CASE priority WHEN 'darurat' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END),
  (CASE WHEN due = 0 THEN 9000000000000000 ELSE due END), opened) WHERE closed = 0;

-- The last line of a log that changed a mark: while it stays, the map is the one drawn
-- before. It is no part of the truth, and no backup carries it.
CREATE TABLE marked (
  log TEXT PRIMARY KEY,
  seq BIGINT NOT NULL
) WITHOUT ROWID;

-- +goose Down
DROP TABLE marked; DROP INDEX cases_urgent;
