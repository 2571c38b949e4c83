// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/pagestack.h"
#include "ui/shell/uicontext.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QMenu;

namespace dw::ui
{

class NoticePopover;
class Palette;
class Rail;
class ShortcutSheet;
class StatusBar;
class ToastHost;
class TopBar;
class Undoer;
class WindowNotices;

// The frame (ui.md 2): rail, top bar, page, status bar, and what floats above them. Its parts are thrown away
// and made anew when the language or the person changes; the way through the pages stays.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    struct PageEntry
    {
        QString key;
        PageFactory factory;
    };

    MainWindow(UiContext &context, WindowNotices &notices, std::vector<PageEntry> pages);
    ~MainWindow() override;

    // Makes everything that shows words or data anew and goes back to where the person was.
    void rebuild();
    // Opens the new-record form of an object on the page that has it.
    void newRecord(const QString &object);

    PageStack *pages() const { return m_pages; }
    Rail *rail() const { return m_rail; }
    TopBar *topBar() const { return m_topBar; }
    StatusBar *statusBar() const { return m_statusBar; }
    Palette *palette() const { return m_palette; }
    using QWidget::palette;
    ToastHost *toasts() const { return m_toasts; }
    NoticePopover *noticePopover() const { return m_noticePopover; }
    ShortcutSheet *shortcutSheet() const { return m_shortcutSheet; }
    Undoer *undoer() const { return m_undoer; }

    // What F6 walks through now.
    QList<QWidget *> panes() const;
    void cyclePanes(int step);
    void closeInnermostLayer();
    void undo();
    QMenu *newMenu();
    void showPeople();
    // Who acts has another name or team now.
    void showPerson();

Q_SIGNALS:
    // Its parts were made anew; no page yet.
    void rebuilt();
    // The palette's and the rail's way to act as somebody else: the program rebuilds.
    void actAsRequested(const dw::Id &user);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void addActions();
    void showPlaces();
    void connectParts();
    void placeChanged();
    void headChanged();
    void noticesChanged();

    UiContext &m_context;
    WindowNotices &m_notices;
    std::vector<PageEntry> m_entries;
    QWidget *m_body = nullptr;
    Rail *m_rail = nullptr;
    TopBar *m_topBar = nullptr;
    PageStack *m_pages = nullptr;
    StatusBar *m_statusBar = nullptr;
    Palette *m_palette = nullptr;
    ToastHost *m_toasts = nullptr;
    NoticePopover *m_noticePopover = nullptr;
    ShortcutSheet *m_shortcutSheet = nullptr;
    Undoer *m_undoer;
    QPointer<QMenu> m_menu;
};

}  // namespace dw::ui
