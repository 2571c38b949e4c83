// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/records/fieldeditor.h"
#include "ui/records/formdraft.h"
#include "ui/records/valuetext.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QList>
#include <QWidget>

#include <functional>
#include <map>
#include <utility>

class QGridLayout;
class QVBoxLayout;

namespace dw::ui
{

class Banner;
class DraftBanner;
class DuplicatePanel;
class FieldRow;
class FormOffers;
class SimilarPanel;
class TextLabel;

// A record being made or changed, from the dictionary: groups as sections, rare ones behind More, one column
// up to 640 px with short fields in pairs. Checks a field when it is left and shows what the command finds at
// its fields. What is typed is kept as a draft (FormDraft) until it is saved or dropped.
class RecordForm : public QWidget
{
    Q_OBJECT

public:
    RecordForm(UiContext &context, ObjectTypePtr object, QWidget *parent = nullptr);
    ~RecordForm() override;

    // A new record; `presets` are filled in ("account_id" of a deal made from its customer).
    void startNew(const QHash<QString, Value> &presets);
    void startEdit(const RecordRef &ref);
    bool isNew() const { return m_isNew; }
    bool isReady() const { return m_ready; }

    // Who runs the form's command, in place of the runner alone.
    using Submit =
        std::function<void(CommandRequest request, const std::function<void(const CommandResult &)> &done)>;
    void setSubmit(Submit submit) { m_submit = std::move(submit); }
    void save();
    bool isSaving() const { return m_saving; }
    bool isChanged() const;
    void dropDraft();
    // Keeps now what was typed, not only after a while without typing.
    void flushDraft();
    // "2 fields need a look", empty when there is nothing.
    QString problemText() const;

    FieldEditor *editor(const QString &field) const;
    FieldRow *row(const QString &field) const;
    DraftBanner *draftBanner() const { return m_draftBanner; }
    DuplicatePanel *duplicates() const { return m_duplicates; }
    SimilarPanel *similar() const { return m_similar; }
    QWidget *firstEditor() const;
    void setMoreShown(bool shown);
    QString title() const;

Q_SIGNALS:
    void ready();
    void changed();
    void saved(const dw::RecordRef &ref, const dw::CommandResult &result);
    void refused();
    // The record that is changed is not there for the person any more: deleted by somebody else, or out of
    // their sight. What was typed is kept as a draft.
    void gone();

private:
    struct Entry
    {
        Field field;
        FieldEditor *editor = nullptr;
        FieldRow *row = nullptr;
        bool rare = false;
    };

    void build();
    void addGroup(const QString &title, const QList<Field> &fields, bool rare);
    bool isRare(const LayoutGroup &group, const QList<Field> &fields) const;
    QList<Field> fieldsOf(const QString &group) const;
    bool isNeeded(const Field &field) const;
    void fill(const Record &record);
    void restoreDraft();
    void keepDraft();
    // Whether any of them was not there yet.
    bool put(const QHash<QString, QString> &typed);
    QHash<QString, QString> typed() const;
    bool differs(const Entry &one) const;
    void typedOn();
    void lookForSimilar();
    Record draft() const;
    void check(const QString &field);
    void showFindings(const Findings &findings, const Error &error);
    void showTheirs(const Record &stored, const Titles &titles);
    void readTheirs();
    void committed(const CommitNotice &notice);
    QJsonObject changedValues(QJsonObject *base) const;
    Entry *entry(const QString &field);

    UiContext &m_context;
    ObjectTypePtr m_object;
    ValueText m_text;
    FormDraft m_draft;
    FormOffers *m_offers;
    Submit m_submit;
    bool m_isNew = true;
    bool m_ready = false;
    bool m_saving = false;
    RecordRef m_ref;
    Record m_base;  // as it was when the form began, or as theirs was last seen
    QList<Entry> m_entries;
    QVBoxLayout *m_column;
    Banner *m_problem;
    DraftBanner *m_draftBanner;
    QStringList m_preset;               // fields of a new record that the form was opened with
    QHash<QString, QString> m_dropped;  // by the banner; kept until this goes, for it may be brought back
    DuplicatePanel *m_duplicates = nullptr;
    SimilarPanel *m_similar;
    QWidget *m_more = nullptr;
    QWidget *m_rare = nullptr;
};

}  // namespace dw::ui
