-- +goose Up
-- A screen that hangs where everybody sees it. Who makes one gets a code once; the screen that
-- brings it becomes an account of its own with the role kiosk, and nothing else. Digests only.
CREATE TABLE kiosks (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  area TEXT NOT NULL,
  account TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT NOT NULL
);
CREATE INDEX kiosks_area ON kiosks (area, made_at);

-- +goose Down
DROP TABLE kiosks;
