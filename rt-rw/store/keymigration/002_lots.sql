-- +goose Up
-- Whose key it is (a house, or an account), of which service, until when cases are sealed
-- with it, and in which life of its subject. A key that is gone keeps its row with nothing
-- in it, so that it is never made again.
ALTER TABLE subject_keys ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE subject_keys ADD COLUMN service TEXT NOT NULL DEFAULT '';
ALTER TABLE subject_keys ADD COLUMN until_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subject_keys ADD COLUMN life BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subject_keys ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0;
UPDATE subject_keys SET place = subject;
CREATE INDEX subject_keys_place ON subject_keys (place);
CREATE INDEX subject_keys_erased ON subject_keys (erased_at) WHERE erased_at > 0;

-- +goose Down
DROP INDEX subject_keys_erased; DROP INDEX subject_keys_place;
ALTER TABLE subject_keys DROP COLUMN erased_at; ALTER TABLE subject_keys DROP COLUMN life; ALTER TABLE subject_keys DROP COLUMN until_at;
ALTER TABLE subject_keys DROP COLUMN service; ALTER TABLE subject_keys DROP COLUMN place;
