// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/importengine.h"
#include "ui/shell/uicontext.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace dw::ui
{

class Banner;
class ProgressLine;
class RecordTable;
class SectionHead;
class TextLabel;
class TextTableModel;

// What an import would do, and what it has done: progress while it runs, then counts, what is worth knowing,
// and the rows that were rejected.
class OutcomeStep : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Check, Import };

    OutcomeStep(UiContext &context, Kind kind, QWidget *parent = nullptr);

    void begin(const QString &file);
    void showProgress(const ImportProgress &progress);
    void showReport(const ImportReport &report);
    // After a failure or a stop; nothing was kept.
    void showFailure(const QString &text);
    void showUndone(const ImportEngine::UndoReport &report);
    QWidget *focusTarget() const;

    // "created" -> 12 and so on, as shown; -1 while there is no report.
    qint64 count(const QString &key) const;
    TextTableModel *rejectsModel() const { return m_model; }
    QString message() const;
    QPushButton *cancelButton() const { return m_cancel; }
    QPushButton *saveButton() const { return m_save; }
    QPushButton *undoButton() const { return m_undo; }
    QPushButton *showButton() const { return m_show; }

Q_SIGNALS:
    void cancelRequested();
    void saveRejectsRequested();
    void undoRequested();
    void showRequested();

private:
    struct Figure
    {
        QString key;
        TextLabel *number;
        TextLabel *label;
    };
    void addFigure(QHBoxLayout *row, const QString &key, const QString &label);
    void setCounts(const ImportCounts &counts);
    void setBusy(bool busy);

    UiContext &m_context;
    Kind m_kind;
    SectionHead *m_head;
    Banner *m_banner;
    ProgressLine *m_progress;
    TextLabel *m_doing;
    QPushButton *m_cancel;
    QList<Figure> m_figures;
    QLabel *m_notes;
    SectionHead *m_rejectsHead;
    RecordTable *m_table;
    TextTableModel *m_model;
    QPushButton *m_save;
    QPushButton *m_undo;
    QPushButton *m_show;
    ImportCounts m_counts;
    bool m_hasReport = false;
    QString m_message;
};

}  // namespace dw::ui
