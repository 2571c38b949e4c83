// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette.h"

#include "core/base/wording.h"
#include "ui/common/paint.h"
#include "ui/common/textlabel.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"
#include "ui/shell/palettedelegate.h"
#include "ui/shell/paletteedit.h"
#include "ui/shell/palettefooter.h"

#include <QApplication>
#include <QItemSelectionModel>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int Top = 88;
constexpr int HeadHeight = 48;
constexpr int Inset = 16;
constexpr int IconBox = 16;
constexpr int CountWidth = 160;
constexpr int Edge = 40;  // least room below
constexpr int RecentShown = 6;

constexpr int PeekLeast = 320;  // in a narrow window it lies over the frame's end

}  // namespace

Palette::Palette(UiContext &context, QWidget *window, int leftInset)
    : QWidget(window)
    , m_context(context)
    , m_leftInset(leftInset)
    , m_edit(new PaletteEdit(context.theme, this))
    , m_count(new TextLabel(context.theme, QString(), Theme::Scale::Small, Theme::Role::TextMuted,
                            Theme::Weight::OfScale, this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
    , m_footer(new PaletteFooter(context.theme, this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Search and commands"));
    m_edit->setPlaceholderText(tr("Search records or run a command"));
    m_edit->setAccessibleName(m_edit->placeholderText());
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(context.icons, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFocusProxy(m_edit);  // the keys of the list are pressed there
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Results"));
    // What floats has a plane of its own.
    const auto plane = [this] {
        QPalette base = m_list->palette();
        base.setColor(QPalette::Base, m_context.theme.color(Theme::Role::Raised));
        m_list->setPalette(base);
        QPalette colors = m_count->palette();
        colors.setColor(m_count->backgroundRole(), m_context.theme.color(Theme::Role::Raised));
        m_count->setPalette(colors);
    };
    plane();
    // What changes with a key covers what lies below: the page under it is not painted with it.
    m_count->setAutoFillBackground(true);
    connect(&context.theme, &Theme::changed, this, plane);
    hide();
    window->installEventFilter(this);

    connect(m_edit, &QLineEdit::textChanged, this, &Palette::textChanged);
    connect(m_edit, &PaletteEdit::moveRequested, this, &Palette::move);
    connect(m_edit, &PaletteEdit::chooseRequested, this, [this] { choose(currentRow()); });
    connect(m_edit, &PaletteEdit::peekRequested, this, &Palette::peek);
    connect(m_edit, &PaletteEdit::closeRequested, this, [this] {
        if (m_peek.panel != nullptr && m_peek.panel->isVisible())
            closePeek();
        else
            closePalette();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &Palette::followPeek);
    connect(m_edit, &PaletteEdit::searchAllRequested, this, [this] {
        if (typed().isEmpty())
            return;
        m_kind = PaletteQuestion::Kind::All;
        ask(m_kind);
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index.row()); });
}

void Palette::openPalette(const QString &text)
{
    if (!isOpen())
        m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    m_answer = {};
    m_edit->setText(text);
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    readRecents();
    textChanged();
}

// What was shown last time stands until the answer is there, unless somebody else looks or rights changed.
void Palette::readRecents()
{
    const Id me = m_context.actor().user;
    const ConfigurationPtr rights = m_context.configuration();
    if (m_recentsFor != me || m_recentsBy != rights)
        m_recents.clear();
    m_context.reader.run<QList<RecentRecord>>(
        Workspace::Lane::Detail, QStringLiteral("palette.recent"), this,
        [recent = recentRecords(m_context.settings)](const Reader &reader) -> Result<QList<RecentRecord>> {
            return visibleRecents(reader, recent, RecentShown);
        },
        [this, me, rights](const Result<QList<RecentRecord>> &recents) {
            const bool changed = recents.ok() && *recents != m_recents;
            m_recents = recents.ok() ? *recents : QList<RecentRecord>();
            m_recentsFor = me;
            m_recentsBy = rights;
            if (isOpen() && changed && showsRecents())
                rebuild();
            Q_EMIT recentsRead();
        });
}

// One character says too little: as a rule it is one of the last records that is meant.
bool Palette::showsRecents() const
{
    return mode() == Mode::Everything && typed().toUcs4().size() <= 1 &&
           m_kind == PaletteQuestion::Kind::Records;
}

void Palette::closePalette()
{
    if (!isOpen())
        return;
    askNothing();
    closePeek();
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

QRect Palette::frameRect() const
{
    return m_frame;
}

QString Palette::countText() const
{
    return m_count->text();
}

int Palette::currentRow() const
{
    return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1;
}

Palette::Mode Palette::mode() const
{
    const QString text = m_edit->text().trimmed();
    if (text.startsWith(QLatin1Char('>')) || text.startsWith(QChar(0xFF1E)))
        return Mode::Commands;
    if (text.startsWith(QLatin1Char('@')) || text.startsWith(QChar(0xFF20)))
        return Mode::People;
    if (text.startsWith(QLatin1Char('#')) || text.startsWith(QChar(0xFF03)))
        return Mode::Numbers;
    return Mode::Everything;
}

QString Palette::typed() const
{
    const QString text = m_edit->text().trimmed();
    return mode() == Mode::Everything ? text : text.mid(1).trimmed();
}

void Palette::textChanged()
{
    switch (mode()) {
        case Mode::People:
            m_kind = PaletteQuestion::Kind::People;
            break;
        case Mode::Numbers:
            m_kind = PaletteQuestion::Kind::Numbers;
            break;
        case Mode::Commands:
        case Mode::Everything:
            m_kind = PaletteQuestion::Kind::Records;
            break;
    }
    if (mode() == Mode::Commands || typed().isEmpty()) {
        askNothing();
        m_answer = {};
        m_answeredText.clear();
        m_count->setText(QString());
        rebuild();
        return;
    }
    // What was found for the letters before stays until the new answer is there: nothing flickers.
    ask(m_kind);
    if (m_model->rowCount() == 0 || m_answeredText.isEmpty())
        rebuild();
}

void Palette::ask(PaletteQuestion::Kind kind)
{
    PaletteQuestion question;
    question.kind = kind;
    question.text = typed();
    question.configuration = m_context.configuration();
    question.format = m_context.format;
    question.me = m_context.actor().user;
    m_asked.start();
    m_wanted = question;
    if (!m_underWay)
        sendWanted();
}

void Palette::askNothing()
{
    m_wanted.reset();
}

void Palette::sendWanted()
{
    m_underWay = true;
    m_context.reader.run<PaletteAnswer>(
        Workspace::Lane::Detail, {}, this,
        [question = *m_wanted](const Reader &reader) { return searchForPalette(reader, question); },
        [this, question = *m_wanted](const Result<PaletteAnswer> &answer) { receive(answer, question); });
    Q_EMIT asked();
}

void Palette::receive(const Result<PaletteAnswer> &answer, const PaletteQuestion &question)
{
    m_underWay = false;
    if (!m_wanted)
        return;
    if (*m_wanted != question) {
        sendWanted();
        return;
    }
    askNothing();
    showAnswer(answer, question.text);
}

void Palette::showAnswer(const Result<PaletteAnswer> &answer, const QString &text)
{
    if (!answer.ok()) {
        if (answer.error().code == ErrorCode::Cancelled)
            return;
        m_answer = {};
        PaletteRow row = PaletteRow::head(describe(answer.error()));
        m_answer.rows = {row};
    } else {
        m_answer = *answer;
    }
    m_answeredText = text;
    m_count->setText(tr("%n results, %1 ms", nullptr, m_answer.results).arg(m_asked.elapsed()));
    rebuild();
    Q_EMIT answered();
}

void Palette::setRows(const QList<PaletteRow> &rows)
{
    m_model->setRows(rows);
    const int first = m_model->next(0, 1);
    if (first >= 0)
        m_list->setCurrentIndex(m_model->index(first));
    m_list->scrollToTop();
    place();
}

void Palette::place()
{
    const Theme &theme = m_context.theme;
    const int width =
        std::min(theme.size(Theme::Size::PaletteWidth), this->width() - m_leftInset - 2 * Inset);
    const int left = m_leftInset + (this->width() - m_leftInset - width) / 2;
    int rows = theme.space(2);
    for (const PaletteRow &row : m_model->rows())
        rows += theme.size(row.isHead ? Theme::Size::RowCompact : Theme::Size::RowComfortable);
    const int most = height() - Top - Edge - 2 - HeadHeight - PaletteFooter::Height;
    const int listHeight = std::max(theme.size(Theme::Size::RowComfortable), std::min(rows, most));
    const QRect before = m_frame;
    m_frame = QRect(left, Top, width, 2 + HeadHeight + listHeight + PaletteFooter::Height);

    const int inner = left + 1;
    const int innerWidth = width - 2;
    const int text = inner + Inset + IconBox + theme.space(3);
    m_edit->setGeometry(text, Top + 1, inner + innerWidth - Inset - CountWidth - text, HeadHeight - 1);
    m_count->setGeometry(inner + innerWidth - Inset - CountWidth, Top + 1, CountWidth, HeadHeight - 1);
    m_list->setGeometry(inner, Top + 1 + HeadHeight, innerWidth, listHeight);
    m_footer->setGeometry(inner, Top + 1 + HeadHeight + listHeight, innerWidth, PaletteFooter::Height);
    if (m_peek.panel != nullptr) {
        const int gap = theme.space(2);
        const int room = this->width() - m_frame.right() - 2 * gap;
        const int wide = std::clamp(room, PeekLeast, theme.size(Theme::Size::PeekPanel));
        m_peek.panel->setGeometry(this->width() - gap - wide, Top, wide, height() - Top - gap);
    }
    updateFrame(before);
}

// Answers differ in their number of lines, so it is the lower end of the frame that moves. All else stays as
// it is painted, and so does the page below.
void Palette::updateFrame(const QRect &before)
{
    if (before == m_frame)
        return;
    if (before.topLeft() != m_frame.topLeft() || before.width() != m_frame.width()) {
        update();
        return;
    }
    const int from = std::min(before.bottom(), m_frame.bottom()) - ShadowReach;
    const int to = std::max(before.bottom(), m_frame.bottom()) + ShadowReach;
    update(QRect(m_frame.left() - ShadowReach, from, m_frame.width() + 2 * ShadowReach, to - from + 1));
}

void Palette::move(int rows)
{
    const int step = rows < 0 ? -1 : 1;
    int to = currentRow() + rows;
    to = std::clamp(to, 0, std::max(0, m_model->rowCount() - 1));
    int found = m_model->next(to, step);
    if (found < 0)
        found = m_model->next(to, -step);
    if (found >= 0)
        m_list->setCurrentIndex(m_model->index(found));
    // The head of the first group comes with its first row.
    if (found == m_model->next(0, 1))
        m_list->scrollToTop();
}

void Palette::peek()
{
    const bool open = m_peek.panel != nullptr && m_peek.panel->isVisible();
    const int row = currentRow();
    if (open || row < 0 || m_model->row(row).record.id.isNull()) {
        closePeek();
        return;
    }
    if (m_peek.panel == nullptr && m_makePeek)
        m_peek = m_makePeek(this);
    if (m_peek.panel == nullptr)
        return;
    m_peek.panel->show();
    m_peek.panel->raise();
    place();
    followPeek();
}

// The record of the line that is chosen now; a line without one has nothing to show.
void Palette::followPeek()
{
    if (m_peek.panel == nullptr || !m_peek.panel->isVisible())
        return;
    const int row = currentRow();
    const RecordRef record = row < 0 ? RecordRef() : m_model->row(row).record;
    if (record.id.isNull())
        closePeek();
    else
        m_peek.show(record);
}

void Palette::closePeek()
{
    if (m_peek.panel == nullptr)
        return;
    m_peek.panel->hide();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Palette::choose(int index)
{
    if (index < 0 || index >= m_model->rowCount() || m_model->row(index).isHead ||
        !m_model->row(index).enabled)
        return;
    const PaletteRow row = m_model->row(index);
    if (!row.run && row.record.id.isNull()) {  // the last line: everything that holds the text
        ask(PaletteQuestion::Kind::All);
        m_kind = PaletteQuestion::Kind::All;
        return;
    }
    closePalette();
    if (row.run)
        row.run();
    else
        m_context.navigator->openRecord(row.record);
}

void Palette::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const Theme &theme = m_context.theme;
    painter.fillRect(event->rect(), theme.color(Theme::Role::Scrim));
    paintShadow(painter, theme, QRectF(m_frame));
    paintRounded(painter, QRectF(m_frame), theme.radius(Theme::Radius::Container),
                 theme.color(Theme::Role::Raised), theme.color(Theme::Role::ControlBorder));
    painter.fillRect(QRect(m_frame.left() + 1, Top + HeadHeight, m_frame.width() - 2, 1),
                     theme.color(Theme::Role::Border));
    m_context.icons.paint(painter, QRectF(m_frame.left() + 1 + Inset, Top + 1, IconBox, HeadHeight - 1),
                          QStringLiteral("search"), Theme::Role::Text);
}

void Palette::mousePressEvent(QMouseEvent *event)
{
    if (!m_frame.contains(event->position().toPoint()))
        closePalette();
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isOpen()) {
        setGeometry(parentWidget()->rect());
        place();
    }
    return QWidget::eventFilter(watched, event);
}

// The keyboard stays in the palette until it is closed; Tab is one more way down the list.
bool Palette::focusNextPrevChild(bool next)
{
    move(next ? 1 : -1);
    return true;
}

}  // namespace dw::ui
