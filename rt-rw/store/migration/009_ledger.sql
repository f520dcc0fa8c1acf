-- +goose Up
-- What is over, by the household it concerned: for its ledger, and for the list of those whom
-- nothing has reached. An open case does not stand in it, so a command pays for it only when
-- it ends one.
CREATE INDEX cases_over ON cases (house, closed) WHERE closed > 0;

-- +goose Down
DROP INDEX cases_over;
