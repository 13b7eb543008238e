// SPDX-License-Identifier: GPL-3.0-or-later
#include "raft/trials.h"

namespace lockstep::raft {

std::vector<explorer::Trial> trials() {
    const std::string ledByS1 =
        "timeout S1\nsettle\nrequest S1 x=9\nsettle\n"
        "heartbeat S1\nsettle\n";
    return {
        {"commits-old-term", "timeout=2,request=0,crash=0",
         "servers 3\ngiven S1 term=3 log=1,2\n"
         "given S2 term=3 voted=S3 log=1\n"
         "given S3 term=3 voted=S3 log=1,3\n",
         "",
         "Begins as in Figure 8, with three servers: S1 led term 2, then S3 "
         "term 3."},
        {"two-changes", "timeout=1,add=2,request=0,crash=0", "servers 3\n",
         ledByS1,
         "Begins where S1 leads three servers; two more may be added."},
        {"changes-too-early", "timeout=2,add=0,request=0,crash=0",
         "servers 4\ncatch-up off\n",
         "timeout S1\nsettle\npartition S1 S5 | S2 S3 S4\nadd S5\n"
         "deliver append S1->S5\ntimeout S2\nsettle\ncrash S1\nrestart S1\n"
         "partition S1 S5 | S2 S3 | S4\nremove S1\nsettle\n"
         "partition S1 S4 S5 | S2 S3\n",
         "Begins where S1 has added S5, and S2, which does not know, has "
         "removed S1."},
        {"reads-alone", "timeout=1,request=1,read=1,crash=0", "servers 3\n",
         ledByS1, "Begins where S1 leads, and x is 9."},
        {"applies-twice", "timeout=1,request=0,crash=0", "servers 3\n",
         "timeout S1\nsettle\nrequest S1 x=1 client=C1 serial=1\n"
         "request S1 x=1 client=C1 serial=1\n",
         "Begins where a client that heard no answer has asked S1 again."},
    };
}

}  // namespace lockstep::raft
