// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/records/valuetext.h"
#include "ui/shell/uicontext.h"

#include <QList>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class Segments;
class TextLabel;

// What happened with a record, newest first: calls, visits, mail, stage moves, changed fields; narrowed by
// segments, read in pages of 50 from the last entry on.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int PageRows = 50;
    enum class Filter { All, Calls, Visits, Mail, Changes };

    // `limit` > 0 shows that many and no more (the overview); 0 pages on.
    TimelineView(UiContext &context, int limit, QWidget *parent = nullptr);

    void showRecord(const RecordRef &ref);
    bool isReading() const { return m_reading; }
    // Those shown under the present filter.
    QList<TimelineEntry> entries() const;
    Segments *segments() const { return m_segments; }
    QPushButton *moreButton() const { return m_more; }
    static bool fits(const TimelineEntry &entry, Filter filter);

Q_SIGNALS:
    void shown();

private:
    void readMore();
    void rebuild();

    UiContext &m_context;
    ValueText m_text;
    const int m_limit;
    RecordRef m_ref;
    QList<TimelineEntry> m_entries;
    bool m_reading = false;
    bool m_complete = false;
    int m_generation = 0;
    Segments *m_segments;
    QVBoxLayout *m_items;
    TextLabel *m_none;
    QPushButton *m_more;
};

}  // namespace dw::ui
