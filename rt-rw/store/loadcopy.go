package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// copySink fills PostgreSQL by COPY.
type copySink struct {
	conn    *pgx.Conn
	indexes []string // to be made again
}

func copyInto(ctx context.Context, address string) (*copySink, error) {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return nil, err
	}
	c := &copySink{conn: conn}
	if err := c.strip(ctx); err != nil {
		return nil, errors.Join(err, conn.Close(ctx))
	}
	return c, nil
}

// strip takes the indexes away, but those that are keys.
func (c *copySink) strip(ctx context.Context) error {
	rows, err := c.conn.Query(ctx, `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY($1)
		AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace) ORDER BY indexname`, append(filled, keysTable))
	if err != nil {
		return fmt.Errorf("list indexes: %w", err)
	}
	type index struct{ Name, Text string }
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[index])
	if err != nil {
		return fmt.Errorf("list indexes: %w", err)
	}
	for _, x := range all {
		if _, err := c.conn.Exec(ctx, `DROP INDEX `+pgx.Identifier{x.Name}.Sanitize()); err != nil {
			return fmt.Errorf("drop index %s: %w", x.Name, err)
		}
		c.indexes = append(c.indexes, x.Text)
	}
	return nil
}

func (c *copySink) put(ctx context.Context, table string, names []string, rows [][]any) error {
	_, err := c.conn.CopyFrom(ctx, pgx.Identifier{table}, names, pgx.CopyFromRows(rows))
	return err
}

// commit has nothing to do: each COPY is whole, and a ledger that is half filled is not opened.
func (c *copySink) commit(context.Context) error { return nil }

func (c *copySink) finish(ctx context.Context) error {
	last := []string{`VACUUM (ANALYZE) ` + strings.Join(append(filled, keysTable, "texts", "tallies", "areas", "logs"), ", "), `DELETE FROM about WHERE name = 'loading'`}
	for _, text := range append(c.indexes, last...) {
		if _, err := c.conn.Exec(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

func (c *copySink) close() error { return c.conn.Close(context.Background()) }
