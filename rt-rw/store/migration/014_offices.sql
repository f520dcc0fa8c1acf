-- +goose Up
-- Offices by place: a city has ten thousand of them among half a million residents, whom nobody
-- means who asks who looks after a place. Who moves in pays nothing for it.
CREATE INDEX grants_office ON grants (area, role) WHERE role <> 'resident';

-- +goose Down
DROP INDEX grants_office;
