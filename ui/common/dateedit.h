// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/lineedit.h"

#include <QDate>

#include <functional>
#include <optional>

namespace dw::ui
{

// A date as text. Up and Down step by a day, with Shift by a week. Text that is not understood stays as
// typed, with the error frame, until it is mended.
class DateEdit : public LineEdit
{
    Q_OBJECT

public:
    using Parse = std::function<std::optional<QDate>(const QString &)>;
    using Show = std::function<QString(QDate)>;

    DateEdit(const Theme &theme, const Icons &icons, Parse parse, Show show, QWidget *parent = nullptr);

    std::optional<QDate> value() const { return m_value; }
    void setValue(std::optional<QDate> date);  // emits nothing
    bool isAcceptable() const;

Q_SIGNALS:
    void valueChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void finish();

    Parse m_parse;
    Show m_show;
    std::optional<QDate> m_value;
};

}  // namespace dw::ui
