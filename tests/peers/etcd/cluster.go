// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// store knows the voters from the start; MemoryStorage learns them from a
// snapshot only.
type store struct {
	*raft.MemoryStorage
	hard pb.HardState
	conf pb.ConfState
}

func (s *store) InitialState() (pb.HardState, pb.ConfState, error) {
	return s.hard, s.conf, nil
}

// server is a node with its disk and its state machine, which holds the value
// that was written last.
type server struct {
	node    *raft.RawNode
	store   *store
	applied uint64
	value   string
	read    string // what it answered last
}

type cluster struct {
	servers  []*server
	founding []uint64
	preVote  bool
	isolated map[uint64]bool
	flight   []pb.Message
	reads    int
}

func (c *cluster) at(word string) *server { return c.servers[number(word)-1] }

func (c *cluster) create(count uint64, preVote bool) {
	*c = cluster{isolated: map[uint64]bool{}, preVote: preVote}
	for id := uint64(1); id <= count; id++ {
		c.founding = append(c.founding, id)
	}
	for range c.founding {
		c.addServer()
	}
}

// A server that joins later, too, begins with the founding servers: the log
// tells it of all changes since.
func (c *cluster) addServer() {
	disk := &store{raft.NewMemoryStorage(), pb.HardState{}, pb.ConfState{Voters: c.founding}}
	c.servers = append(c.servers, &server{store: disk})
}

func (c *cluster) join() {
	c.addServer()
	c.boot(len(c.servers) - 1)
}

func (c *cluster) given(words []string) {
	s := c.at(words[1]).store
	s.hard.Term = number(words[2])
	var entries []pb.Entry
	if len(words) > 3 {
		for i, term := range strings.Split(words[3], ",") {
			entries = append(entries, pb.Entry{Index: uint64(i + 1), Term: number(term)})
		}
	}
	check(s.Append(entries))
}

// boot starts a server, for the first time or again, from what is on its disk.
func (c *cluster) boot(at int) {
	s := c.servers[at]
	node, err := raft.NewRawNode(&raft.Config{
		ID: uint64(at + 1), ElectionTick: 1000000, HeartbeatTick: 1, Storage: s.store,
		Applied: s.applied, MaxSizePerMsg: math.MaxUint64, MaxInflightMsgs: 256,
		PreVote: c.preVote, CheckQuorum: c.preVote, Logger: quiet{},
	})
	check(err)
	s.node = node
	s.read = ""
}

func (s *server) apply(entry pb.Entry) {
	s.applied = entry.Index
	switch entry.Type {
	case pb.EntryNormal:
		if len(entry.Data) > 0 {
			s.value = string(entry.Data)
		}
	case pb.EntryConfChange:
		var change pb.ConfChange
		check(change.Unmarshal(entry.Data))
		s.store.conf = *s.node.ApplyConfChange(change)
	case pb.EntryConfChangeV2:
		var change pb.ConfChangeV2
		check(change.Unmarshal(entry.Data))
		s.store.conf = *s.node.ApplyConfChange(change)
	}
}

// compact takes a snapshot of what is applied; what is in it is not kept.
func (s *server) compact() {
	_, err := s.store.CreateSnapshot(s.applied, &s.store.conf, []byte(s.value))
	if err == raft.ErrSnapOutOfDate || s.applied == 0 {
		return
	}
	check(err)
	if err := s.store.Compact(s.applied); err != raft.ErrCompacted {
		check(err)
	}
}

// handle saves what the server has to save, applies what is committed, and
// answers what it was asked. It returns the messages to send.
func (s *server) handle() []pb.Message {
	ready := s.node.Ready()
	if !raft.IsEmptyHardState(ready.HardState) {
		s.store.hard = ready.HardState
		check(s.store.SetHardState(ready.HardState))
	}
	if !raft.IsEmptySnap(ready.Snapshot) {
		check(s.store.ApplySnapshot(ready.Snapshot))
		s.applied = ready.Snapshot.Metadata.Index
		s.store.conf = ready.Snapshot.Metadata.ConfState
		s.value = string(ready.Snapshot.Data)
	}
	check(s.store.Append(ready.Entries))
	for _, entry := range ready.CommittedEntries {
		s.apply(entry)
	}
	if len(ready.ReadStates) > 0 {
		s.read = s.value
	}
	s.node.Advance(ready)
	return ready.Messages
}

func (c *cluster) collect() {
	for _, s := range c.servers {
		for s.node.HasReady() {
			c.flight = append(c.flight, s.handle()...)
		}
	}
}

// admit lets a newcomer take a snapshot from before it joined. etcd wants one
// that names it; here the change itself follows in the log.
func admit(message *pb.Message) {
	conf := &message.Snapshot.Metadata.ConfState
	for _, voter := range conf.Voters {
		if voter == message.To {
			return
		}
	}
	conf.Voters = append(append([]uint64{}, conf.Voters...), message.To)
}

func (c *cluster) settle() {
	for c.collect(); len(c.flight) > 0; c.collect() {
		message := c.flight[0]
		c.flight = c.flight[1:]
		isSnapshot := message.Type == pb.MsgSnap
		if c.isolated[message.From] || c.isolated[message.To] {
			if isSnapshot {
				c.servers[message.From-1].node.ReportSnapshot(message.To, raft.SnapshotFailure)
			}
			continue
		}
		if isSnapshot {
			admit(&message)
		}
		_ = c.servers[message.To-1].node.Step(message)
	}
}

func joined(ids []uint64) string {
	var words []string
	for _, id := range ids {
		words = append(words, strconv.FormatUint(id, 10))
	}
	return strings.Join(words, ",")
}

// log is the snapshot's index and term and the terms of the entries after it.
func (s *server) log() string {
	snapshot, err := s.store.Snapshot()
	check(err)
	first, err := s.store.FirstIndex()
	check(err)
	last, err := s.store.LastIndex()
	check(err)
	var terms []uint64
	if last >= first {
		entries, err := s.store.Entries(first, last+1, math.MaxUint64)
		check(err)
		for _, entry := range entries {
			terms = append(terms, entry.Term)
		}
	}
	return fmt.Sprintf("%d/%d:%s", snapshot.Metadata.Index, snapshot.Metadata.Term, joined(terms))
}

func (c *cluster) print() {
	for _, s := range c.servers {
		status := s.node.Status()
		role := strings.ToLower(strings.TrimPrefix(status.RaftState.String(), "State"))
		if role != "leader" {
			role = "follower"
		}
		voters := joined(status.Config.Voters[0].Slice())
		if len(status.Config.Voters[1]) > 0 {
			voters = joined(status.Config.Voters[1].Slice()) + "|" + voters
		}
		fmt.Printf("%s:%d:%d:%s:%s:%d:%s ", role, status.Term, status.Vote, s.log(), s.read,
			status.Commit, voters)
	}
	fmt.Println()
}
