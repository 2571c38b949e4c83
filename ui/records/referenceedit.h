// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/common/lineedit.h"
#include "ui/shell/uicontext.h"

#include <QTimer>

class QCompleter;
class QStandardItemModel;

namespace dw::ui
{

// Chooses a record of one object, or of several, by typing: text, pinyin or initials. The hits are read off
// the GUI thread; with nothing typed the first records are offered. Leaving the field with text that was not
// chosen chooses the one record of that title, else it restores the choice or, where the text is kept, leaves
// it as unknown().
class ReferenceEdit : public LineEdit
{
    Q_OBJECT

public:
    // `where` narrows what is offered (contacts of the deal's customer), may be empty.
    ReferenceEdit(UiContext &context, const QString &object, QWidget *parent = nullptr);
    // A record of any of these objects; the hits say of which.
    ReferenceEdit(UiContext &context, const QStringList &objects, QWidget *parent = nullptr);

    Id id() const { return m_record.id; }
    const RecordRef &record() const { return m_record; }
    QString title() const { return m_title; }
    // An unknown title is read.
    void setReference(const Id &id, const QString &title = {});
    void setRecord(const RecordRef &record, const QString &title = {});
    void setWhere(const QString &where) { m_where = where; }
    void setKeepsText(bool keeps) { m_keepsText = keeps; }
    // What was typed and stands for no record; empty while it is still being chosen from the hits.
    QString unknown() const;
    void setUnknown(const QString &text);
    QStandardItemModel *hits() const { return m_hits; }

Q_SIGNALS:
    void chosen();

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask();
    void chooseByTitle(const QString &typed);
    void choose(const QModelIndex &index);

    UiContext &m_context;
    QStringList m_objects;
    QString m_where;
    RecordRef m_record;
    QString m_title;
    QStandardItemModel *m_hits;
    QCompleter *m_completer;
    QTimer m_delay;
    bool m_keepsText = false;
    int m_generation = 0;
};

}  // namespace dw::ui
