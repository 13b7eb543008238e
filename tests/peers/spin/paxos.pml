/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Single-decree Paxos ("Paxos Made Simple", section 2) with two proposers,
 * three acceptors and no learner, for Spin: what core/paxos has, told a second
 * time and apart from it. The network loses nothing and delivers in any order.
 *
 * A ballot is 2 * round + proposer, and 0 is none. Values are 1, 2, ... in the
 * order in which they are proposed. PROPOSALS is how many there may be.
 */
#ifndef PROPOSALS
#define PROPOSALS 2
#endif

#define BALLOTS (2 * PROPOSALS) /* 2, 3, ... */
#define IDLE 0
#define PREPARING 1
#define ACCEPTING 2
#define DONE 3

typedef Proposer {
    byte tried; byte seen; byte phase; byte wish; byte heard; byte reported; byte value
};
typedef Acceptor { byte promised; byte ballot; byte value };

Proposer P[2];
Acceptor A[3];

/* What is on its way, by ballot and acceptor: SLOT. A promise carries the
 * ballot that it reports, plus 1, and the value; an accept and an accepted
 * carry the value. Of nacks there may be two alike: two bits for each ballot
 * that was promised instead. */
#define SLOT(b, a) (3 * ((b) - 2) + (a))
bool prepare[3 * BALLOTS];
byte promise[3 * BALLOTS];
byte promised[3 * BALLOTS];
byte accept[3 * BALLOTS];
byte accepted[3 * BALLOTS];
short nack[3 * BALLOTS];

/* An all-seeing observer: who accepted which ballot with which value. From
 * when a value is chosen, only votes for others are of interest. */
byte votes[BALLOTS];
byte voteValue[BALLOTS];
byte chosenBallot;
byte chosenValue;
byte proposals;

/* Nothing in them lasts from one step to the next. */
hidden byte i, v, r;

#define COUNT(bits) (((bits) & 1) + (((bits) >> 1) & 1) + (((bits) >> 2) & 1))
#define BALLOT(p) (2 * P[p].tried + (p))

inline stop(p, to) {
    P[p].phase = to;
    P[p].heard = 0;
    P[p].reported = 0;
    P[p].value = 0
}

inline propose(p) {
    proposals++;
    P[p].wish = proposals;
    P[p].tried = (P[p].seen > P[p].tried -> P[p].seen : P[p].tried) + 1;
    P[p].seen = P[p].tried;
    stop(p, PREPARING);
    prepare[SLOT(BALLOT(p), 0)] = 1;
    prepare[SLOT(BALLOT(p), 1)] = 1;
    prepare[SLOT(BALLOT(p), 2)] = 1
}

inline refuse(b, a) {
    nack[SLOT(b, a)] = nack[SLOT(b, a)] + (1 << (2 * (A[a].promised - 3)))
}

inline observe(b, a) {
    if
    :: A[a].value == chosenValue -> skip
    :: else ->
        /* P2a, and so that Spin does not leave out what nothing reads. */
        assert(chosenBallot == 0 || b < chosenBallot);
        votes[b - 2] = votes[b - 2] | (1 << a);
        voteValue[b - 2] = A[a].value;
        if
        :: COUNT(votes[b - 2]) < 2 -> skip
        :: else ->
            assert(chosenValue == 0);
            chosenBallot = b;
            chosenValue = A[a].value;
            i = 0;
            do
            :: i == BALLOTS -> break
            :: i < BALLOTS && voteValue[i] == chosenValue ->
                votes[i] = 0; voteValue[i] = 0; i++
            :: i < BALLOTS && voteValue[i] != chosenValue -> i++
            od
        fi
    fi
}

inline countPromise(p, a) {
    P[p].heard = P[p].heard | (1 << a);
    if
    :: r > P[p].reported -> P[p].reported = r; P[p].value = v
    :: else -> skip
    fi;
    if
    :: COUNT(P[p].heard) < 2 -> skip
    :: else ->
        v = (P[p].reported > 0 -> P[p].value : P[p].wish);
        if
        :: v == 0 -> stop(p, IDLE)
        :: else ->
            stop(p, ACCEPTING);
            accept[SLOT(BALLOT(p), 0)] = v;
            accept[SLOT(BALLOT(p), 1)] = v;
            accept[SLOT(BALLOT(p), 2)] = v
        fi
    fi
}

/* All that can come of one ballot's messages to and from one acceptor. */
#define DELIVER(b, p, a) \
    :: d_step { prepare[SLOT(b, a)] -> \
        prepare[SLOT(b, a)] = 0; \
        if \
        :: b < A[a].promised -> refuse(b, a) \
        :: else -> \
            A[a].promised = b; \
            promise[SLOT(b, a)] = A[a].ballot + 1; \
            promised[SLOT(b, a)] = A[a].value \
        fi } \
    :: d_step { promise[SLOT(b, a)] > 0 -> \
        r = promise[SLOT(b, a)] - 1; \
        v = promised[SLOT(b, a)]; \
        promise[SLOT(b, a)] = 0; \
        promised[SLOT(b, a)] = 0; \
        if \
        :: BALLOT(p) == b && P[p].phase == PREPARING -> countPromise(p, a) \
        :: else -> skip \
        fi } \
    :: d_step { accept[SLOT(b, a)] > 0 -> \
        if \
        :: b < A[a].promised -> refuse(b, a) \
        :: else -> \
            A[a].promised = b; \
            A[a].ballot = b; \
            A[a].value = accept[SLOT(b, a)]; \
            accepted[SLOT(b, a)] = A[a].value; \
            observe(b, a) \
        fi; \
        accept[SLOT(b, a)] = 0 } \
    :: d_step { accepted[SLOT(b, a)] > 0 -> \
        accepted[SLOT(b, a)] = 0; \
        if \
        :: BALLOT(p) == b && P[p].phase == ACCEPTING -> \
            P[p].heard = P[p].heard | (1 << a); \
            if \
            :: COUNT(P[p].heard) == 2 -> stop(p, DONE) \
            :: else -> skip \
            fi \
        :: else -> skip \
        fi }

#define NACKED(b, p, a, other) \
    :: d_step { ((nack[SLOT(b, a)] >> (2 * (other - 3))) & 3) > 0 -> \
        nack[SLOT(b, a)] = nack[SLOT(b, a)] - (1 << (2 * (other - 3))); \
        P[p].seen = (P[p].seen > other / 2 -> P[p].seen : other / 2); \
        if \
        :: BALLOT(p) == b && (P[p].phase == PREPARING || P[p].phase == ACCEPTING) -> \
            stop(p, IDLE) \
        :: else -> skip \
        fi }

#define BALLOT_AT(b, p) DELIVER(b, p, 0) DELIVER(b, p, 1) DELIVER(b, p, 2)
#define NACKED_AT(b, p, other) \
    NACKED(b, p, 0, other) NACKED(b, p, 1, other) NACKED(b, p, 2, other)

active proctype network() {
    do
    :: d_step { proposals < PROPOSALS -> propose(0) }
    :: d_step { proposals < PROPOSALS -> propose(1) }
    BALLOT_AT(2, 0) NACKED_AT(2, 0, 3)
    BALLOT_AT(3, 1)
#if PROPOSALS > 1
    NACKED_AT(2, 0, 4) NACKED_AT(2, 0, 5)
    NACKED_AT(3, 1, 4) NACKED_AT(3, 1, 5)
    BALLOT_AT(4, 0) NACKED_AT(4, 0, 5)
    BALLOT_AT(5, 1)
#endif
#if PROPOSALS > 2
    NACKED_AT(2, 0, 6) NACKED_AT(2, 0, 7)
    NACKED_AT(3, 1, 6) NACKED_AT(3, 1, 7)
    NACKED_AT(4, 0, 6) NACKED_AT(4, 0, 7)
    NACKED_AT(5, 1, 6) NACKED_AT(5, 1, 7)
    BALLOT_AT(6, 0) NACKED_AT(6, 0, 7)
    BALLOT_AT(7, 1)
#endif
    od
}
