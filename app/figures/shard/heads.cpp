// SPDX-License-Identifier: GPL-3.0-or-later
// Clients and router: what each of them is about, and the directory that it goes by.
#include "drawing/shapes.h"
#include "drawing/text_width.h"
#include "figures/board.h"
#include "figures/shard/words.h"

namespace lockstep::figures::shard {

namespace {

using namespace drawing;

using drawing::Mark;
using drawing::Weight;

constexpr double pad = 10;

struct Head {
    std::string name;
    std::string title;
    Said said;
    const core::Directory& directory;
    bool up = true;
    bool isLit = false;
    bool asks = false;  // this client is the one that asks
};

void addHead(Figure& figure, const Scene& scene, const Rect& box, const Head& head) {
    Mark mark = markAt("server/" + head.name, drawing::Role::node, {box.x, box.y},
                       head.title + ": " + head.said.text + ".");
    mark.layer = Layer::nodes;
    mark.lit = head.isLit;
    const Said fresh = freshnessOf(scene.after, head.directory);
    mark.tip = head.title + '\n' + head.said.text + '\n' + fresh.text;
    const Ink edge = head.up ? (head.asks ? Ink::accent : Ink::follower) : Ink::down;
    const Rect whole{0, 0, box.width, box.height};
    mark.parts.push_back(part("box", Box{whole, 8},
                              outlined(head.isLit ? Ink::lit : Ink::panel, edge,
                                       head.asks ? 2.2 : 1.6,
                                       head.up ? Dash::solid : Dash::dashed)));
    const double room = box.width - 2 * pad;
    mark.parts.push_back(words("name",
                               elided(head.title, room, drawing::size::heading, Weight::bold),
                               {pad, 21}, drawing::size::heading, Weight::bold,
                               head.up ? Ink::text : Ink::down));
    mark.parts.push_back(words(
        "said", elided(head.said.text, room, drawing::size::label, Weight::medium), {pad, 40},
        drawing::size::label, Weight::medium, head.said.ink));
    addStrip(mark, scene, head.directory, {pad, 50, room, 17});
    mark.parts.push_back(words("fresh",
                               elided(fresh.text, room, drawing::size::small, Weight::medium),
                               {pad, 83}, drawing::size::small, Weight::medium, fresh.ink));
    figure.marks.push_back(std::move(mark));
}

}  // namespace

void addHeads(Figure& figure, const Scene& scene) {
    const core::World& after = scene.after;
    for (std::size_t i = 0; i < after.clients.size(); ++i) {
        const core::Client& client = after.clients[i];
        const std::string& name = scene.name(client.server);
        const bool changed = !(client == scene.before.clients[i]);
        const bool several = after.clients.size() > 1;
        addHead(figure, scene, scene.clients[i],
                {name, "Client " + name, clientWords(after, client), client.cache,
                 after.up(client.server), changed, several && client.server == after.asker});
    }
    const core::Router& router = after.router;
    const std::string& name = scene.name(router.server);
    addHead(figure, scene, scene.router,
            {name, "Router " + name, routerWords(after), router.directory,
             after.up(router.server), !(router == scene.before.router), false});
}

}  // namespace lockstep::figures::shard
