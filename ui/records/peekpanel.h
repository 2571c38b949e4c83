// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/recorddetails.h"
#include "ui/shell/uicontext.h"

#include <QFrame>
#include <QPointer>

class QScrollArea;
class QVBoxLayout;

namespace dw::ui
{

class FigureButton;
class FigureExplainer;
class SectionHead;
class TextLabel;
struct ShownFigure;

// The record in hand beside its list: 420 px, what one wants to know before opening it.
class PeekPanel : public QFrame
{
    Q_OBJECT

public:
    explicit PeekPanel(UiContext &context, QWidget *parent = nullptr);

    // "2 of 312", nothing where `count` is 0; a null id empties the panel.
    void showRecord(const RecordRef &ref, int place, int count);
    // Its figures are buttons, for whoever listens to figurePressed; plain texts otherwise.
    void setExplains() { m_explains = true; }
    const RecordRef &record() const { return m_ref; }
    bool isReading() const { return m_reading; }
    // Of what it shows now: the open deals, their sum and their weighted sum.
    QList<ShownFigure> figures(const FigureExplainer &explainer) const;

Q_SIGNALS:
    void stepRequested(int by);  // -1 or 1
    void openRequested();
    void closeRequested();
    void shown();                               // what was read is on the screen
    void figurePressed(const QString &figure);  // ShownFigure::key

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void read();
    void fill(const RecordDetails &details);
    void fillHead(const RecordDetails &details);
    void fillFacts(const RecordDetails &details);
    void fillDeals(const RecordDetails &details);
    void fillDealFigures(SectionHead *head, const RecordDetails &details);
    FigureButton *figureButton(const QString &key, Theme::Scale scale, Theme::Role role,
                               Theme::Weight weight);
    QString sumText(const MoneySum &sum) const;
    void fillTimeline(const RecordDetails &details);
    QVBoxLayout *section();
    void renew();
    void showProblem(const Error &error);

    UiContext &m_context;
    ValueText m_text;
    RecordRef m_ref;
    bool m_reading = false;
    bool m_explains = false;
    int m_generation = 0;
    RecordDetails m_details;  // of what is shown
    Instant m_asOf;
    QPointer<FigureButton> m_count;
    QPointer<FigureButton> m_sum;
    TextLabel *m_place;
    QScrollArea *m_scroll;
    QList<QWidget *> m_ways;  // buttons that act on the record
    QWidget *m_content = nullptr;
    QVBoxLayout *m_body = nullptr;
};

}  // namespace dw::ui
