// SPDX-License-Identifier: GPL-3.0-or-later
#include "shard/directory.h"

#include <algorithm>

#include "kernel/hash.h"

namespace lockstep::shard {
namespace {

using Pieces = std::vector<Piece>;

std::size_t find(const Pieces& pieces, const Place& place) {
    const auto after =
        std::upper_bound(pieces.begin(), pieces.end(), place,
                         [](const Place& wanted, const Piece& piece) {
                             return wanted < piece.first;
                         });
    return static_cast<std::size_t>(after - pieces.begin()) - 1;
}

Place endOf(const Pieces& pieces, std::size_t at) {
    return at + 1 < pieces.size() ? pieces[at + 1].first : Place::theEnd();
}

// Whether anything between these places is older than this epoch.
bool isNews(const Pieces& pieces, const Span& span, std::uint32_t epoch) {
    for (std::size_t i = find(pieces, span.first);
         i < pieces.size() && pieces[i].first < span.end; ++i) {
        if (pieces[i].epoch < epoch) return true;
    }
    return false;
}

// A piece begins here, as what lies here now.
void cut(Pieces& pieces, const Place& at) {
    if (at.end) return;
    const std::size_t piece = find(pieces, at);
    if (pieces[piece].first == at) return;
    Piece second = pieces[piece];
    second.first = at;
    pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(piece) + 1,
                  std::move(second));
}

// Between these places pieces that are alike become one.
void join(Pieces& pieces, const Span& span) {
    for (std::size_t i = find(pieces, span.first) + 1;
         i < pieces.size() && pieces[i].first < span.end;) {
        const bool alike = pieces[i].owner == pieces[i - 1].owner &&
                           pieces[i].epoch == pieces[i - 1].epoch;
        if (alike) {
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
}

}  // namespace

bool View::has(ServerId server) const {
    return std::find(members.begin(), members.end(), server) != members.end();
}

Directory::Directory(std::vector<Piece> pieces) { set(std::move(pieces)); }

void Directory::set(std::vector<Piece> pieces) {
    pieces_ = {std::make_shared<const Pieces>(std::move(pieces))};
    reckon();
}

void Directory::reckon() {
    Digest digest;
    for (const Piece& piece : pieces()) {
        digest.add(fingerprintOf(piece.first))
            .add(std::uint64_t{piece.epoch} << 16 | piece.owner.index);
    }
    for (const View& view : views()) {
        digest.add(std::uint64_t{view.epoch} << 16 | view.shard.index);
        for (const ServerId member : view.members)
            digest.add(member.index);
    }
    fingerprint_ = {std::make_shared<const std::uint64_t>(digest.value())};
}

const Piece& Directory::at(const Place& place) const {
    return pieces()[find(pieces(), place)];
}

Span Directory::spanAt(const Place& place) const {
    const std::size_t piece = find(pieces(), place);
    return {pieces()[piece].first, endOf(pieces(), piece)};
}

Area Directory::areaOf(ServerId owner) const {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < pieces().size(); ++i) {
        if (pieces()[i].owner == owner) {
            spans.push_back({pieces()[i].first, endOf(pieces(), i)});
        }
    }
    return Area(std::move(spans));
}

std::uint32_t Directory::epochIn(const Area& area) const {
    std::uint32_t highest = 0;
    for (std::size_t i = 0; i < pieces().size(); ++i) {
        const Span span{pieces()[i].first, endOf(pieces(), i)};
        if (common(area, span).empty()) continue;
        highest = std::max(highest, pieces()[i].epoch);
    }
    return highest;
}

// [learn-owner]
// News counts where its epoch is higher than what is known; so news that
// comes late, or twice, does no harm.
bool Directory::learn(const Area& area, ServerId owner, std::uint32_t epoch) {
    Pieces changed = pieces();
    bool news = false;
    for (const Span& span : area.spans()) {
        for (std::size_t i = find(changed, span.first);
             i < changed.size() && changed[i].first < span.end; ++i) {
            if (changed[i].epoch >= epoch) continue;
            const Span part =
                common(span, {changed[i].first, endOf(changed, i)});
            if (part.empty()) continue;
            cut(changed, part.end);
            cut(changed, part.first);
            Piece& piece = changed[find(changed, part.first)];
            piece.owner = owner;
            piece.epoch = epoch;
            news = true;
        }
        if (news) join(changed, span);
    }
    if (news) set(std::move(changed));
    return news;
}
// [learn-owner]

bool Directory::learn(const Directory& other) {
    bool news = false;
    if (views_.value != other.views_.value) {
        for (const View& view : other.views())
            news = learn(view) || news;
    }
    if (shares(other)) return news;
    for (std::size_t i = 0; i < other.pieces().size(); ++i) {
        const Piece& piece = other.pieces()[i];
        const Span span{piece.first, endOf(other.pieces(), i)};
        if (!isNews(pieces(), span, piece.epoch)) continue;
        news = learn(Area({span}), piece.owner, piece.epoch) || news;
    }
    return news;
}

// [learn-view]
// A view counts where its epoch is higher than that of the one known.
bool Directory::learn(const View& view) {
    const View* known = viewOf(view.shard);
    if (known && known->epoch >= view.epoch) return false;
    std::vector<View> changed = views();
    if (known) {
        changed[static_cast<std::size_t>(known - views().data())] = view;
    } else {
        changed.push_back(view);
    }
    views_ = {std::make_shared<const std::vector<View>>(std::move(changed))};
    reckon();
    return true;
}
// [learn-view]

const View* Directory::viewOf(ServerId shard) const {
    for (const View& view : views()) {
        if (view.shard == shard) return &view;
    }
    return nullptr;
}

ServerId Directory::primaryOf(ServerId shard) const {
    const View* view = viewOf(shard);
    return view ? view->members.front() : shard;
}

bool Directory::split(const Place& at) {
    Pieces changed = pieces();
    cut(changed, at);
    if (changed.size() == pieces().size()) return false;
    set(std::move(changed));
    return true;
}

bool Directory::merge(const Place& at) {
    const std::size_t piece = find(pieces(), at);
    if (piece == 0) return false;
    const Piece before = pieces()[piece - 1];
    const Piece& joined = pieces()[piece];
    if (before.owner != joined.owner) return false;
    write({before.first, endOf(pieces(), piece)}, before.owner,
          std::max(before.epoch, joined.epoch));
    return true;
}

void Directory::write(const Span& span, ServerId owner, std::uint32_t epoch) {
    Pieces changed = pieces();
    cut(changed, span.end);
    cut(changed, span.first);
    for (std::size_t i = find(changed, span.first);
         i < changed.size() && changed[i].first < span.end; ++i) {
        changed[i] = {changed[i].first, owner, epoch};
    }
    join(changed, span);
    set(std::move(changed));
}

std::uint64_t fingerprintOf(const Place& place) {
    return Digest()
        .add(place.end ? 1 : 0)
        .add(place.number)
        .add(place.key)
        .value();
}

std::uint64_t fingerprintOf(const Area& area) {
    Digest digest;
    for (const Span& span : area.spans()) {
        digest.add(fingerprintOf(span.first)).add(fingerprintOf(span.end));
    }
    return digest.value();
}

}  // namespace lockstep::shard
