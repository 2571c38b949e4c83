// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"

#include <QByteArray>

#include <cstddef>
#include <cstdint>

// Any bytes: an error with its arguments, or a definition that can be built on alone or is refused
// again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace dw;
    const QByteArray json(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto broken = [](const Error &error) {
        if (error.key.startsWith(QLatin1String("json.")))
            return error.arguments.isEmpty();
        return !error.key.startsWith(QLatin1String("dictionary.")) || error.arguments.size() != 3;
    };

    const auto parsed = BuiltinDictionary::parse(json, QStringLiteral("fuzz.json"), {});
    if (!parsed.ok()) {
        if (broken(parsed.error()))
            __builtin_trap();
    } else {
        const auto built = Dictionary::build({*parsed});
        if (!built.ok() && broken(built.error()))
            __builtin_trap();
        // The customer's own over it never crashes either.
        const auto merged = mergeCustom({}, {CustomObject{*parsed}}, {});
        if (!merged.ok() && broken(merged.error()))
            __builtin_trap();
    }
    const auto system = BuiltinDictionary::parseSystemFields(json, QStringLiteral("fuzz.json"));
    if (!system.ok() && broken(system.error()))
        __builtin_trap();
    const auto field =
        BuiltinDictionary::parseField(json, QStringLiteral("fuzz.json"), QStringLiteral("thing"));
    if (!field.ok() && broken(field.error()))
        __builtin_trap();
    return 0;
}
