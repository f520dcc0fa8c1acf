-- +goose Up
-- Cases of a place by stage, each newest first: open ones, open ones of whom news is waited
-- for, closed ones. The service stands with them, so that others need not be opened for it.
DROP INDEX cases_log;
CREATE INDEX cases_log ON cases (log, (CASE WHEN closed <> 0 THEN 2 WHEN heard > 0 THEN 1 ELSE 0 END), opened, service);

-- Those of whom news is waited for, in the order in which people look after them: a silence,
-- then by priority, by clock, by age, and by id, so that nothing is left to sort. Nothing else
-- stands in it, so nothing else pays for it.
CREATE INDEX cases_urgent ON cases (log, service,
  (CASE WHEN heard > 0 AND level <> '' THEN 0 ELSE 3 END + CASE priority WHEN 'darurat' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END),
  (CASE WHEN due = 0 THEN 9000000000000000 ELSE due END), opened, id) WHERE closed = 0 AND heard > 0;

-- The last line of a log that changed a mark: while it stays, the map is the one drawn
-- before. It is no part of the truth, and no backup carries it.
CREATE TABLE marked (
  log TEXT PRIMARY KEY,
  seq BIGINT NOT NULL
) WITHOUT ROWID;

-- +goose Down
DROP TABLE marked; DROP INDEX cases_urgent; DROP INDEX cases_log;
CREATE INDEX cases_log ON cases (log, (CASE WHEN closed = 0 THEN 0 ELSE 1 END), opened);
