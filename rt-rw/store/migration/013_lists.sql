-- +goose Up
-- What is over only grows, so whoever wants a few of it finds them without walking through the
-- rest: what ended in an RT, what ended how, what somebody filed or held, what was heard of. An
-- open case stands in none of them: a command pays only when it ends one.
CREATE INDEX cases_place ON cases (area, opened, id) WHERE closed > 0;
CREATE INDEX cases_ended ON cases (log, service, state, opened, id) WHERE closed > 0;
CREATE INDEX cases_filed ON cases (filer, opened, id) WHERE closed > 0;
CREATE INDEX cases_held ON cases (holder, opened, id) WHERE closed > 0 AND holder <> '';
CREATE INDEX cases_heard ON cases (log, opened, id) WHERE closed > 0 AND reach > 0;

-- +goose Down
DROP INDEX cases_heard; DROP INDEX cases_held; DROP INDEX cases_filed; DROP INDEX cases_ended; DROP INDEX cases_place;
