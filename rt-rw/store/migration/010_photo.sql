-- +goose Up
-- Photos, each encrypted under a key of its own. While one waits for a case its key stands here,
-- sealed under the account that sent it; a case keeps the key among its texts, under its subject.
-- print tells whether the same photo came again. bytes stand last: what is asked of a photo is
-- mostly not the picture.
CREATE TABLE photos (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  case_id TEXT NOT NULL,
  print TEXT NOT NULL,
  secret TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  bytes TEXT NOT NULL
);
CREATE INDEX photos_case ON photos (case_id);
CREATE INDEX photos_account ON photos (account, made_at);

-- +goose Down
DROP TABLE photos;
