package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// heaviest is how many tables and indexes are named.
const heaviest = 14

// weigh says where the bytes of the ledger are, tables and indexes apart.
func (g *ground) weigh(ctx context.Context, to io.Writer) (err error) {
	driver, at, text := "sqlite", "file:"+filepath.Join(g.dir, "jogo.db")+"?_pragma=query_only(1)", `SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY 2 DESC LIMIT $1`
	if g.url != "" {
		driver, at = "pgx", g.url
		text = `SELECT relname, pg_relation_size(oid) FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT $1`
	}
	db, err := sql.Open(driver, at)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, text, int64(heaviest))
	if err != nil {
		return fmt.Errorf("weigh the ledger: %w", err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var name string
		var bytes int64
		if err := rows.Scan(&name, &bytes); err != nil {
			return err
		}
		list = append(list, fmt.Sprintf("%s %.1f", strings.TrimPrefix(name, "sqlite_autoindex_"), float64(bytes)/(1<<20)))
	}
	fmt.Fprintf(to, "- where it is, MiB: %s\n", strings.Join(list, ", "))
	return rows.Err()
}
