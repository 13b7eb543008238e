// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/balance/balance_figure.h"
#include "figures/board.h"

namespace lockstep::figures::balance {

using drawing::Ink;

drawing::Figure legend(const FigureOptions& options) {
    return boardLegend(
        {{"✓ 3 open", Ink::text, Ink::accent, "The pick", "who won, and by what"},
         {"2 open", Ink::muted, Ink::none, "A score", "what the policy saw at another server"},
         {"12", Ink::request.on(), Ink::request, "A request",
          "in a server's hands; its ring runs out with the work"},
         {"13", Ink::request, Ink::none, "Hollow", "it waits in a queue, or comes next"},
         {"✓", Ink::yes, Ink::yes, "Done", "on its way back; the way takes no time of the run"},
         {"✕", Ink::no, Ink::no, "Lost", "failed, timed out, dropped or rejected"},
         {"▬▬│", Ink::text, Ink::none, "Share", "of the picks; the stroke is its share by weight"},
         {"a", Ink::text, Ink::series(0), "A server", "the same look in lane, strip and chart"},
         {"▪ 9", Ink::request.on(), Ink::request, "A cell",
          "of very many servers one; the deeper, the more it has open"},
         {"× failed", Ink::no, Ink::none, "Dashed", "broken, or it gets no requests; and why"},
         {"┈┈", Ink::muted, Ink::none, "Dotted link", "the balancer does not pick this server"}},
        options);
}

// What belongs together stands together.
std::vector<ChartSpec> charts() {
    ChartSpec shares{"share", "Share of picks against weight", {"share", "weight"}};
    shares.bars = true;
    return {shares,
            {"shares", "Share of picks over time", {"share"}},
            {"latency", "Latency: p50, p95 and p99", {"p50", "p95", "p99"}},
            {"queue", "Waiting requests", {"queue"}},
            {"active", "Open requests", {"active"}},
            {"lost", "Requests failed and rejected", {"failed", "rejected"}},
            {"open", "Open requests of all", {"open"}}};
}

}  // namespace lockstep::figures::balance
