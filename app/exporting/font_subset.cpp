// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/font_subset.h"

#include <hb-subset.h>

#include <memory>

namespace lockstep::exporting {

namespace {

template <auto destroy>
struct Destroyer {
    template <class T>
    void operator()(T* object) const {
        destroy(object);
    }
};

using Blob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using FontFace = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroyer<hb_subset_input_destroy>>;

}  // namespace

QByteArray fontSubset(const QByteArray& font, const std::set<char32_t>& letters) {
    if (font.isEmpty()) return {};
    const Blob bytes(hb_blob_create(font.constData(), static_cast<unsigned>(font.size()),
                                    HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const FontFace whole(hb_face_create(bytes.get(), 0));
    const SubsetInput input(hb_subset_input_create_or_fail());
    if (!input) return {};
    hb_set_t* wanted = hb_subset_input_unicode_set(input.get());
    for (const char32_t letter : letters)
        hb_set_add(wanted, letter);
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
    const FontFace part(hb_subset_or_fail(whole.get(), input.get()));
    if (!part) return {};
    const Blob result(hb_face_reference_blob(part.get()));
    unsigned length = 0;
    const char* data = hb_blob_get_data(result.get(), &length);
    return QByteArray(data, static_cast<qsizetype>(length));
}

}  // namespace lockstep::exporting
