// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QHash>
#include <QString>
#include <QWidget>

namespace dw::ui
{

class LineEdit;

// An address in its parts; read and set as the JSON of the field type.
class AddressEdit : public QWidget
{
    Q_OBJECT

public:
    explicit AddressEdit(UiContext &context, QWidget *parent = nullptr);

    QString json() const;  // empty when every part is
    void setJson(const QString &json);

Q_SIGNALS:
    void changed();

private:
    QHash<QString, LineEdit *> m_parts;
    QString m_country;
};

}  // namespace dw::ui
