// SPDX-License-Identifier: GPL-3.0-or-later

// Runs etcd's raft package on commands from standard input, and prints the
// state of all servers after each one. The C++ side plays the same commands
// on Lockstep's Raft and compares.
//
//	new N [prevote]            a cluster of N servers, numbered from 1; with
//	                           pre-vote, who hears a leader ignores candidates
//	given I TERM TERMS         a server's term and its log's terms, "1,1,4"
//	start
//	isolate I …                these hear nobody; no number: all hear all
//	campaign I | propose I VALUE | beat I | restart I | snapshot I
//	transfer I J               server I, which leads, hands over to J
//	read I                     asked of server I, which leads
//	change I +J | change I -J  one server joins or leaves; I leads
//	joint I +J … -K …          several at once, by joint consensus
package main

import (
	"bufio"
	"os"
	"strconv"
	"strings"

	pb "go.etcd.io/etcd/raft/raftpb"
)

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

// changes are those of "+4" and "-2".
func changes(words []string) []pb.ConfChangeSingle {
	var all []pb.ConfChangeSingle
	for _, word := range words {
		kind := pb.ConfChangeAddNode
		if word[0] == '-' {
			kind = pb.ConfChangeRemoveNode
		}
		all = append(all, pb.ConfChangeSingle{Type: kind, NodeID: number(word[1:])})
	}
	return all
}

func (c *cluster) change(words []string, joint bool) {
	all := changes(words[2:])
	for _, one := range all {
		if one.NodeID > uint64(len(c.servers)) {
			c.join()
		}
	}
	change := pb.ConfChangeV2{Changes: all}
	if joint {
		change.Transition = pb.ConfChangeTransitionJointImplicit
	}
	check(c.at(words[1]).node.ProposeConfChange(change))
}

// setUp plays what comes before there is a state to print.
func (c *cluster) setUp(words []string) bool {
	switch words[0] {
	case "new":
		c.create(number(words[1]), len(words) > 2)
	case "given":
		c.given(words)
	default:
		return false
	}
	return true
}

func (c *cluster) play(words []string) {
	switch words[0] {
	case "start":
		for i := range c.servers {
			c.boot(i)
		}
	case "isolate":
		c.isolated = map[uint64]bool{}
		for _, word := range words[1:] {
			c.isolated[number(word)] = true
		}
	case "campaign":
		check(c.at(words[1]).node.Campaign())
	case "propose":
		// It is dropped while the leader hands over.
		_ = c.at(words[1]).node.Propose([]byte(words[2]))
	case "beat":
		c.at(words[1]).node.Tick()
	case "restart":
		c.boot(int(number(words[1])) - 1)
	case "snapshot":
		c.at(words[1]).compact()
	case "transfer":
		c.at(words[1]).node.TransferLeader(number(words[2]))
	case "read":
		c.reads++
		c.at(words[1]).node.ReadIndex([]byte(strconv.Itoa(c.reads)))
	case "change":
		c.change(words, false)
	case "joint":
		c.change(words, true)
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
		words := strings.Fields(lines.Text())
		if !c.setUp(words) {
			c.play(words)
		}
	}
}
