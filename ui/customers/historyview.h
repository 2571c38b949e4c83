// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/clockcheck.h"
#include "core/sync/recordhistory.h"
#include "ui/records/valuetext.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QWidget>

class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace dw::ui
{

class Banner;
class EmptyView;
class RecordTable;

// Who changed what of a record, from the audit: one line per field with the value before and after. A laptop
// has in its file what its own user did; in a joined workspace the server is asked for the rest, and where it
// cannot be, the view says so.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int PageRows = 100;
    enum Column { When, Who, FieldName, Before, After, ColumnCount };

    explicit HistoryView(UiContext &context, QWidget *parent = nullptr);

    using Answer = std::function<void(const Result<RecordHistory> &)>;
    // A page before a sequence number, 0: the newest. False: the last one asked is still under way.
    using Ask = std::function<bool(const RecordRef &record, qint64 before, const Answer &done)>;
    // Whom to ask, in place of the workspace's server; a workspace that has none asks nobody.
    void setAsk(Ask ask) { m_ask = std::move(ask); }

    void showRecord(const RecordRef &ref);
    // What is in the file; what the server has may come later.
    bool isReading() const { return m_reading; }
    Banner *alone() const { return m_alone; }
    QPushButton *more() const { return m_more; }
    QStandardItemModel *model() const { return m_model; }

Q_SIGNALS:
    void shown();

private:
    enum class Source { File, Server };
    struct Page;
    using Lines = std::function<Result<QList<AuditRecord>>(const Reader &reader)>;
    void readMore();
    void askServer(qint64 before);
    void take(const Result<RecordHistory> &answer, qint64 before);
    void tellAlone(const Error &error);
    void read(Source source, qint64 before, const QHash<Id, Instant> &proven, const Lines &lines);
    void askProven(Page page, int generation);
    void show(const Page &page);
    // "10:05, received 12:33", and what counts of it where that is proved.
    QString whenOf(const AuditRecord &record, const QHash<Id, Instant> &proven) const;
    static Result<Page> pageOf(const Reader &reader, const RecordRef &ref, const QList<AuditRecord> &lines);
    void addRow(const QStringList &texts);  // in the order of Column
    void markClock(const AuditRecord &older);

    UiContext &m_context;
    ValueText m_text;
    RecordRef m_ref;
    qint64 m_before = 0;
    AuditRecord m_shown;  // the line last shown
    Source m_source = Source::File;
    bool m_reading = false;
    bool m_isAsking = false;
    int m_generation = 0;
    QStandardItemModel *m_model;
    RecordTable *m_table;
    EmptyView *m_none;
    QStackedWidget *m_stack;
    QPushButton *m_more;
    ServerJob *m_job;
    Ask m_ask;
    Banner *m_alone;
};

}  // namespace dw::ui
