// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parser.h"
#include "core/expression/simplefilter.h"
#include "tests/support/expressionworld.h"

#include <cstddef>
#include <cstdint>

// Any bytes, read as UTF-16 when the first byte is odd (lone surrogates), else as UTF-8: an error whose
// position lies in the text, or a tree that prints and parses to itself, and evaluates to a value or an
// error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace dw;
    if (size == 0)
        return 0;
    const auto *bytes = reinterpret_cast<const char *>(data);
    QString text;
    if (data[0] % 2 == 1) {
        for (std::size_t i = 0; i + 1 < size; i += 2)
            text += QChar(char16_t(data[i] | (data[i + 1] << 8)));
    } else {
        text = QString::fromUtf8(bytes, qsizetype(size));
    }

    ExpressionError where{-1, -1, {}};
    const auto parsed = Parser::parse(text, &where);
    if (!parsed.ok()) {
        if (where.position < 0 || where.position > text.size() || where.length < 0 ||
            where.position + where.length > text.size() ||
            !parsed.error().key.startsWith(QLatin1String("expression.")))
            __builtin_trap();
        return 0;
    }
    const QString canonical = (*parsed)->toText();
    const auto again = Parser::parse(canonical);
    // Canonical text is longer where spaces are added, so it may pass the limit of length alone.
    if (!again.ok() ? canonical.size() <= Parser::MaxText : !equal(**parsed, **again))
        __builtin_trap();

    const auto filter = SimpleFilter::fromText(text);
    if (filter.ok()) {
        const auto same = SimpleFilter::fromText(filter->toText());
        if (!same.ok() || !(*same == *filter))
            __builtin_trap();
    }

    where = {-1, -1, {}};
    const auto checked = CheckedExpression::compile(text, test::ExpressionWorld::scope(), &where);
    if (!checked.ok()) {
        if (where.position < 0 || where.position + where.length > text.size())
            __builtin_trap();
        return 0;
    }
    test::ExpressionWorld world;
    const Id deal = world
                        .add(QStringLiteral("deal"), QStringLiteral("d"),
                             {{QStringLiteral("name"), Value(QStringLiteral("x"))},
                              {QStringLiteral("quantity"), Value(qint64(3))}})
                        .id;
    const auto value = evaluate(**checked, *world.source(deal), test::ExpressionWorld::context());
    if (!value.ok() && !value.error().key.startsWith(QLatin1String("expression.")))
        __builtin_trap();
    return 0;
}
