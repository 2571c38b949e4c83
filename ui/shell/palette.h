// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/palettesearch.h"
#include "ui/shell/recentrecords.h"
#include "ui/shell/uicontext.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>
#include <utility>

class QListView;

namespace dw::ui
{

class PaletteEdit;
class PaletteFooter;
class TextLabel;

// Ctrl+K (ui.md 6, picture i): records, commands and places by a few letters. Covers its window with the
// scrim; the frame is 640 wide and 88 from the top. Prefixes: > commands, @ people, # numbers. Without text,
// and before what a single character finds, stand the records opened last (F2.10).
class Palette : public QWidget
{
    Q_OBJECT

public:
    // A place that can be gone to: page key, icon, name, shortcut.
    struct Destination
    {
        QString page;
        QString icon;
        QString name;
        QString shortcut;
    };

    // `leftInset` is what lies left of the page: the frame stands in the middle of the rest.
    Palette(UiContext &context, QWidget *window, int leftInset);

    // A panel beside the frame that shows a record: made at the first Space, a child of `parent`.
    struct Peek
    {
        QWidget *panel = nullptr;
        std::function<void(const RecordRef &record)> show;
    };
    void setPeek(std::function<Peek(QWidget *parent)> make) { m_makePeek = std::move(make); }
    QWidget *peekPanel() const { return m_peek.panel; }
    void closePeek();

    void setDestinations(const QList<Destination> &destinations) { m_destinations = destinations; }
    void openPalette(const QString &text = {});
    bool isOpen() const { return !isHidden(); }
    QRect frameRect() const;

    PaletteEdit *edit() const { return m_edit; }
    QListView *list() const { return m_list; }
    const PaletteModel &model() const { return *m_model; }
    QString countText() const;
    int currentRow() const;

public Q_SLOTS:
    void closePalette();

Q_SIGNALS:
    void closed();
    // A question went to the reader; at most one is under way.
    void asked();
    // A search was answered and is shown.
    void answered();
    // What was opened last was read anew and is shown.
    void recentsRead();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Mode { Everything, Commands, People, Numbers };
    Mode mode() const;
    QString typed() const;  // without the prefix

    void textChanged();
    void readRecents();
    bool showsRecents() const;
    void ask(PaletteQuestion::Kind kind);
    void askNothing();
    void sendWanted();
    void receive(const Result<PaletteAnswer> &answer, const PaletteQuestion &question);
    void showAnswer(const Result<PaletteAnswer> &answer, const QString &text);
    void rebuild();
    QList<PaletteRow> startRows() const;
    QList<PaletteRow> recentRows(const QString &text) const;
    QList<PaletteRow> commandRows(const QString &text, const QString &head) const;
    QList<PaletteRow> placeRows(const QString &text) const;
    QList<PaletteRow> recordCommandRows() const;
    void setRows(const QList<PaletteRow> &rows);
    void place();
    void updateFrame(const QRect &before);
    void move(int rows);
    void choose(int row);
    void peek();
    void followPeek();

    UiContext &m_context;
    PinyinTable m_pinyin;
    int m_leftInset;
    PaletteEdit *m_edit;
    TextLabel *m_count;
    QListView *m_list;
    PaletteModel *m_model;
    PaletteFooter *m_footer;
    QList<Destination> m_destinations;
    QPointer<QWidget> m_focusBefore;
    // Typing never waits: a key asks at once, and while an answer is under way only the newest question is
    // kept, to be asked when it comes. An answer to anything but the newest is dropped.
    std::optional<PaletteQuestion> m_wanted;
    bool m_underWay = false;
    QElapsedTimer m_asked;
    PaletteQuestion::Kind m_kind = PaletteQuestion::Kind::Records;
    PaletteAnswer m_answer;
    QString m_answeredText;
    // For whom, and by which rights, they were read.
    QList<RecentRecord> m_recents;
    Id m_recentsFor;
    ConfigurationPtr m_recentsBy;
    QRect m_frame;
    std::function<Peek(QWidget *parent)> m_makePeek;
    Peek m_peek;
};

}  // namespace dw::ui
