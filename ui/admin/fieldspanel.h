// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "ui/admin/fieldrightsmodel.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QMenu>
#include <QPointer>

namespace dw::ui
{

class RecordTable;
class TextLabel;

// Right of the matrix: the fields of the current object, each with its right; Enter or a click changes it.
// Of a user nothing changes here: the rights come from roles, and the panel says from which.
class FieldsPanel : public QFrame
{
    Q_OBJECT

public:
    explicit FieldsPanel(UiContext &context, QWidget *parent = nullptr);

    // `origins`: sentences below the fields, whence the rights on the object come.
    void show(const ObjectTypePtr &object, const QList<FieldLine> &lines, const QStringList &origins,
              bool canChange);
    using QWidget::show;
    RecordTable *table() const { return m_table; }
    FieldRightsModel *model() const { return m_model; }
    QMenu *menu() const { return m_menu; }
    void changeCurrent();

Q_SIGNALS:
    // Null: as the record.
    void changeAsked(const QString &field, std::optional<dw::FieldRight> right);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    UiContext &m_context;
    TextLabel *m_title;
    TextLabel *m_origins;
    TextLabel *m_help;
    QWidget *m_foot = nullptr;
    RecordTable *m_table;
    FieldRightsModel *m_model;
    QPointer<QMenu> m_menu;
    bool m_canChange = false;
};

}  // namespace dw::ui
