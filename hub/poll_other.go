//go:build !linux

package hub

// poll is only there where the system has an epoll.
type poll struct{ hub *Hub }

func (*poll) add(*wire) bool { return false }
func (*poll) remove(*wire)   {}
