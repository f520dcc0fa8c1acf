-- +goose Up
-- Subjects' keys, wrapped under the server's secret. They live apart: erasing a row here
-- erases a person everywhere, and backups of this store are kept 30 days at most.
CREATE TABLE subject_keys (
  subject TEXT PRIMARY KEY,
  wrapped TEXT NOT NULL,
  made_at BIGINT NOT NULL
);

-- +goose Down
DROP TABLE subject_keys;
