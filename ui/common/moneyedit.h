// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/lineedit.h"

#include <functional>
#include <optional>

namespace dw::ui
{

// An amount, right-aligned, with the currency before it. The value is a count of minor units. Text that is
// not understood stays as typed, with the error frame, until it is mended.
class MoneyEdit : public LineEdit
{
    Q_OBJECT

public:
    using Parse = std::function<std::optional<qint64>(const QString &)>;
    using Show = std::function<QString(qint64)>;

    MoneyEdit(const Theme &theme, const Icons &icons, const QString &currencyCode, Parse parse, Show show,
              QWidget *parent = nullptr);

    std::optional<qint64> value() const { return m_value; }
    void setValue(std::optional<qint64> minor);  // emits nothing
    // Whether the text is empty or understood.
    bool isAcceptable() const;

Q_SIGNALS:
    void valueChanged();

private:
    void finish();

    Parse m_parse;
    Show m_show;
    std::optional<qint64> m_value;
};

}  // namespace dw::ui
