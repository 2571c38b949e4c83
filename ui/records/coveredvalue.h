// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/sensitiveread.h"
#include "ui/records/readaudit.h"

#include <QWidget>

class QPushButton;

namespace dw::ui
{

class TextLabel;

// A secret value among facts: its mask and a button by which whoever may read it has it shown, once that is
// written into the audit (F3.97), and covered again.
class CoveredValue : public QWidget
{
    Q_OBJECT

public:
    // `clear` is the value's text. Of a value that is not covered (SensitiveRead::isCovered) a view makes
    // none.
    CoveredValue(const UiContext &context, const Record &record, const Field &field, const QString &clear,
                 QWidget *parent = nullptr);

    bool isShown() const { return m_isShown; }
    QString text() const;
    QPushButton *button() const { return m_button; }

private:
    void turn();
    void put();

    const UiContext &m_context;
    ReadAudit m_audit;
    SensitiveRead m_read;
    QString m_label;
    QString m_clear;
    QString m_mask;
    TextLabel *m_value;
    QPushButton *m_button;
    bool m_isShown = false;
};

}  // namespace dw::ui
