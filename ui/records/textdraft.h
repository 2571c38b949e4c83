// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/formdraft.h"

#include <QList>

class QLineEdit;
class QPlainTextEdit;

namespace dw::ui
{

class DraftBanner;

// The draft of a small form that is no record's: a note, a call, a line that becomes a task. Kept as a form's
// is (FormDraft), given up by drop() alone: a popover that was closed, or a program that was killed, brings
// it back where it was typed.
class TextDraft : public QObject
{
    Q_OBJECT

public:
    // `area` names the small form ("activity.call"), `about` what it is about; null where there is nothing.
    TextDraft(UiContext &context, const QString &area, const Id &about, QObject *parent);
    ~TextDraft() override;

    // With what it shows now as what nobody typed; a field that comes after restore() gets its text at once.
    // The fields must outlive this or go with its parent.
    void add(const QString &key, QLineEdit *edit);
    void add(const QString &key, QPlainTextEdit *edit);
    // Tells of what came back, and takes it away or gives it again when asked to.
    void setBanner(DraftBanner *banner);
    // Reads what was kept; a field that was typed into meanwhile keeps that.
    void restore();
    // It is saved: nothing is left to keep.
    void drop();

Q_SIGNALS:
    void restored();

private:
    struct Part
    {
        QString key;
        QString initial;
        QLineEdit *line = nullptr;
        QPlainTextEdit *lines = nullptr;

        QString text() const;
        void setText(const QString &text) const;
    };
    void add(const Part &part);
    void keep();
    void put(const QHash<QString, QString> &typed);

    FormDraft m_draft;
    QList<Part> m_parts;
    DraftBanner *m_banner = nullptr;
    // As shown now, so that the fields need not be asked when they go.
    QHash<QString, QString> m_typed;
    QHash<QString, QString> m_waiting;  // kept, and its field is not here yet
    QHash<QString, QString> m_dropped;  // by the banner; kept until this goes, for it may be brought back
};

}  // namespace dw::ui
