// SPDX-License-Identifier: GPL-3.0-or-later

// Runs etcd's raft package on commands from standard input, and prints the
// state of all servers after each one. The C++ side plays the same commands
// on Lockstep's Raft and compares.
//
//	new N                      a cluster of N servers, numbered from 1
//	given I TERM TERMS         a server's term and its log's terms, "1,1,4"
//	start
//	isolate I …                these hear nobody; no number: all hear all
//	campaign I | propose I | beat I
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// store knows the voters from the start; MemoryStorage learns them from a
// snapshot only.
type store struct {
	*raft.MemoryStorage
	hard   pb.HardState
	voters []uint64
}

func (s *store) InitialState() (pb.HardState, pb.ConfState, error) {
	return s.hard, pb.ConfState{Voters: s.voters}, nil
}

type quiet struct{}

func (quiet) Debug(v ...interface{})                   {}
func (quiet) Debugf(format string, v ...interface{})   {}
func (quiet) Error(v ...interface{})                   {}
func (quiet) Errorf(format string, v ...interface{})   {}
func (quiet) Info(v ...interface{})                    {}
func (quiet) Infof(format string, v ...interface{})    {}
func (quiet) Warning(v ...interface{})                 {}
func (quiet) Warningf(format string, v ...interface{}) {}
func (quiet) Fatal(v ...interface{})                   { panic(v) }
func (quiet) Fatalf(format string, v ...interface{})   { panic(fmt.Sprintf(format, v...)) }
func (quiet) Panic(v ...interface{})                   { panic(v) }
func (quiet) Panicf(format string, v ...interface{})   { panic(fmt.Sprintf(format, v...)) }

type cluster struct {
	nodes    []*raft.RawNode
	stores   []*store
	isolated map[uint64]bool
	flight   []pb.Message
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func number(text string) uint64 {
	value, err := strconv.ParseUint(text, 10, 64)
	check(err)
	return value
}

func (c *cluster) create(count uint64) {
	*c = cluster{isolated: map[uint64]bool{}}
	var voters []uint64
	for id := uint64(1); id <= count; id++ {
		voters = append(voters, id)
	}
	for range voters {
		c.stores = append(c.stores, &store{raft.NewMemoryStorage(), pb.HardState{}, voters})
	}
}

func (c *cluster) given(words []string) {
	s := c.stores[number(words[1])-1]
	s.hard.Term = number(words[2])
	var entries []pb.Entry
	if len(words) > 3 {
		for i, term := range strings.Split(words[3], ",") {
			entries = append(entries, pb.Entry{Index: uint64(i + 1), Term: number(term)})
		}
	}
	check(s.Append(entries))
}

func (c *cluster) start() {
	for i, s := range c.stores {
		node, err := raft.NewRawNode(&raft.Config{
			ID: uint64(i + 1), ElectionTick: 1000000, HeartbeatTick: 1, Storage: s,
			MaxSizePerMsg: math.MaxUint64, MaxInflightMsgs: 256, Logger: quiet{},
		})
		check(err)
		c.nodes = append(c.nodes, node)
	}
}

// collect saves what each server has to save, and puts its messages on the way.
func (c *cluster) collect() {
	for i, node := range c.nodes {
		for node.HasReady() {
			ready := node.Ready()
			if !raft.IsEmptyHardState(ready.HardState) {
				c.stores[i].hard = ready.HardState
				check(c.stores[i].SetHardState(ready.HardState))
			}
			check(c.stores[i].Append(ready.Entries))
			c.flight = append(c.flight, ready.Messages...)
			node.Advance(ready)
		}
	}
}

func (c *cluster) settle() {
	for c.collect(); len(c.flight) > 0; c.collect() {
		message := c.flight[0]
		c.flight = c.flight[1:]
		if !c.isolated[message.From] && !c.isolated[message.To] {
			_ = c.nodes[message.To-1].Step(message)
		}
	}
}

func (c *cluster) print() {
	for i, node := range c.nodes {
		status := node.Status()
		last, err := c.stores[i].LastIndex()
		check(err)
		var terms []string
		if last > 0 {
			entries, err := c.stores[i].Entries(1, last+1, math.MaxUint64)
			check(err)
			for _, entry := range entries {
				terms = append(terms, strconv.FormatUint(entry.Term, 10))
			}
		}
		role := strings.TrimPrefix(status.RaftState.String(), "State")
		fmt.Printf("%s:%d:%d:%s:%d ", strings.ToLower(role), status.Term, status.Vote,
			strings.Join(terms, ","), status.Commit)
	}
	fmt.Println()
}

func (c *cluster) play(words []string) {
	switch words[0] {
	case "new":
		c.create(number(words[1]))
		return
	case "given":
		c.given(words)
		return
	case "start":
		c.start()
	case "isolate":
		c.isolated = map[uint64]bool{}
		for _, word := range words[1:] {
			c.isolated[number(word)] = true
		}
	case "campaign":
		check(c.nodes[number(words[1])-1].Campaign())
	case "propose":
		check(c.nodes[number(words[1])-1].Propose([]byte("x=1")))
	case "beat":
		c.nodes[number(words[1])-1].Tick()
	default:
		panic("unknown command " + words[0])
	}
	c.settle()
	c.print()
}

func main() {
	var c cluster
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	for lines.Scan() {
		c.play(strings.Fields(lines.Text()))
	}
}
