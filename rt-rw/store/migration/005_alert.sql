-- +goose Up
-- How far around its place everybody may know of a case, as a depth (0: nobody may), and what
-- of it they are told: lists and boards carry that, and need not open the wide data for it.
ALTER TABLE cases ADD COLUMN reach BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN told TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE cases DROP COLUMN told; ALTER TABLE cases DROP COLUMN reach;
