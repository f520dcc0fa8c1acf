-- +goose Up
-- Offices by place: a city has ten thousand of them among half a million residents, whom nobody
-- means who asks who looks after a place. Who moves in pays nothing for it.
CREATE INDEX grants_office ON grants (area, role) WHERE role <> 'resident';
-- What is over in an RW, newest first: by its kelurahan's, nine cases are looked at for one of its own.
CREATE INDEX cases_rw ON cases (substr(area, 1, 18), opened, id) WHERE closed > 0;
-- What everybody heard of, by its RT: few of what is over, so nearly no command pays for it.
CREATE INDEX cases_heard_in ON cases (area, opened, id) WHERE closed > 0 AND reach > 0;
-- Each service ends in states of its own: taken for independent of it, so few cases are expected that
-- all of a kelurahan's are read and sorted for a page.
-- PostgreSQL: CREATE STATISTICS cases_ends (dependencies, mcv) ON service, state FROM cases;

-- +goose Down
-- PostgreSQL: DROP STATISTICS cases_ends;
DROP INDEX cases_heard_in; DROP INDEX cases_rw; DROP INDEX grants_office;
