package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"path/filepath"
	"strings"
	"syscall"

	"jogotonggo/rt-rw/store"
	"jogotonggo/server/config"
)

// trouble is what whoever starts the server can mend: one sentence that says how, for the
// terminal. What the machine itself said is kept beside it for the log.
type trouble struct {
	say string
	err error
}

func (t *trouble) Error() string { return t.say }
func (t *trouble) Unwrap() error { return t.err }

// plainly puts an error of the machine into that sentence, where there is one for it.
func plainly(err error, n *config.Node) error {
	var known *trouble
	if errors.As(err, &known) {
		return known
	}
	if say := sentence(err, n); say != "" {
		return &trouble{say, err}
	}
	return err
}

func sentence(err error, n *config.Node) string {
	var shut *store.Shut
	if errors.As(err, &shut) {
		return shutSaid(shut, n)
	}
	var file *fs.PathError
	if !errors.As(err, &file) || !within(file.Path, n.Data) {
		return ""
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fullSaid(n)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return readOnlySaid(n)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Sprintf("%s bukan folder: pilih folder data dengan --data.", n.Data)
	}
	return ""
}

func shutSaid(shut *store.Shut, n *config.Node) string {
	switch shut.Why {
	case store.Full:
		if shut.Name == "" {
			return "Disk PostgreSQL penuh: kosongkan ruang di sana, lalu mulai lagi."
		}
		return fullSaid(n)
	case store.ReadOnly:
		return readOnlySaid(n)
	case store.Damaged:
		return fmt.Sprintf("%s bukan basis data Jogo Tonggo, atau rusak: pindahkan semua isi folder itu, lalu pulihkan cadangan dengan restore.", filepath.Join(n.Data, shut.Name))
	case store.Newer:
		return "Basis data ini sudah dipakai versi yang lebih baru: pasang versi itu lagi, atau pulihkan cadangan dari sebelum pembaruan ke folder baru."
	case store.Older:
		return "Skema basis data ini dari versi sebelumnya: buat cadangan (backup), jalankan migrate sekali, lalu mulai lagi. Tanpa diminta, skema yang dipakai beberapa node tidak diubah."
	}
	return ""
}

func fullSaid(n *config.Node) string {
	return fmt.Sprintf("Disk tempat folder data %s penuh: kosongkan ruang, lalu mulai lagi.", n.Data)
}

func readOnlySaid(n *config.Node) string {
	return fmt.Sprintf("Folder data %s tidak dapat ditulis: berikan kepada pengguna yang menjalankan server ini, atau pilih folder lain dengan --data.", n.Data)
}

// within says whether a path is the folder or lies in it, or is what the folder lies in.
func within(path, folder string) bool {
	in := func(a, b string) bool {
		rel, err := filepath.Rel(b, a)
		return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
	}
	return in(path, folder) || in(folder, path)
}

// taken is what Windows says of a port that is in use.
const taken = syscall.Errno(10048)

// listen opens a port, or says why it cannot be had; flag is the setting that names it.
func listen(addr, flag string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE), errors.Is(err, taken):
		return nil, &trouble{fmt.Sprintf("%s sudah dipakai program lain: hentikan program itu, atau pilih yang lain dengan %s.", addr, flag), err}
	case errors.Is(err, fs.ErrPermission):
		return nil, &trouble{fmt.Sprintf("%s belum boleh dipakai: jalankan sebagai layanan (deploy/), beri izin dengan setcap cap_net_bind_service=+ep, atau pilih port di atas 1024 dengan %s.", addr, flag), err}
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, &trouble{fmt.Sprintf("Mesin ini tidak punya alamat %s: pilih yang ada dengan %s, atau 0.0.0.0 untuk semuanya.", addr, flag), err}
	}
	return nil, fmt.Errorf("listen on %s: %w", addr, err)
}
