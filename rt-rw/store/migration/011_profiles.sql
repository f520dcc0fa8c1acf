-- +goose Up
-- Several people may share a browser, and each is told on it: a place is one for each of them.
CREATE TABLE phones_shared (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  session TEXT NOT NULL UNIQUE,
  print TEXT NOT NULL,
  place TEXT NOT NULL,
  lang TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  UNIQUE (print, account)
);
INSERT INTO phones_shared (id, account, session, print, place, lang, made_at, sent_at)
  SELECT id, account, session, print, place, lang, made_at, sent_at FROM phones;
DROP TABLE phones;
ALTER TABLE phones_shared RENAME TO phones;
CREATE INDEX phones_account ON phones (account);

-- +goose Down
DELETE FROM phones WHERE EXISTS (SELECT 1 FROM phones later WHERE later.print = phones.print AND later.id > phones.id);
CREATE TABLE phones_alone (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  session TEXT NOT NULL UNIQUE,
  print TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  lang TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  sent_at BIGINT NOT NULL
);
INSERT INTO phones_alone (id, account, session, print, place, lang, made_at, sent_at)
  SELECT id, account, session, print, place, lang, made_at, sent_at FROM phones;
DROP TABLE phones;
ALTER TABLE phones_alone RENAME TO phones;
CREATE INDEX phones_account ON phones (account);
