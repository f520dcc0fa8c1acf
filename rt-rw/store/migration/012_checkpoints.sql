-- +goose Up
-- How a log stood at the full hour: every line up to seq was written before at. counts are its
-- tallies, open the numbers of the last lines of the cases that were open: no case's id, no
-- place of a person, nothing that a wish to be forgotten would have to reach. Made from the log
-- and nothing else, so it is no part of the truth, and no backup carries it.
CREATE TABLE checkpoints (
  log TEXT NOT NULL,
  at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  counts TEXT NOT NULL,
  open TEXT NOT NULL,
  PRIMARY KEY (log, at)
);

-- +goose Down
DROP TABLE checkpoints;
