// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/gallery.h"

#include "ui/common/avatar.h"
#include "ui/common/banner.h"
#include "ui/common/card.h"
#include "ui/common/combobox.h"
#include "ui/common/emptyview.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filterchip.h"
#include "ui/common/focusring.h"
#include "ui/common/format.h"
#include "ui/common/galleryrows.h"
#include "ui/common/gallerywidgets.h"
#include "ui/common/iconbutton.h"
#include "ui/common/lineedit.h"
#include "ui/common/listfooter.h"
#include "ui/common/moneyedit.h"
#include "ui/common/parse.h"
#include "ui/common/pilllabel.h"
#include "ui/common/progressline.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/segments.h"
#include "ui/common/switch.h"
#include "ui/common/tabbar.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/common/toast.h"

#include <QAction>
#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QRadioButton>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

Gallery::Gallery(const Theme &theme, const Icons &icons, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icons(icons)
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(16, 12, 16, 12);
    page->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new TextLabel(theme, tr("Components"), Scale::Title));
    head->addWidget(
        new TextLabel(theme, tr("28 px controls, 1 px borders, 4 px radius, one accent, one focus ring."),
                      Scale::Body, Role::TextMuted));
    head->addStretch(1);
    page->addLayout(head);

    auto *columns = new QHBoxLayout;
    columns->setSpacing(10);
    page->addLayout(columns, 1);
    const auto column = [columns](int width) {
        auto *holder = new QWidget;
        auto *stack = new QVBoxLayout(holder);
        stack->setContentsMargins(0, 0, 0, 0);
        stack->setSpacing(10);
        if (width > 0)
            holder->setFixedWidth(width);
        columns->addWidget(holder, width > 0 ? 0 : 1);
        return stack;
    };
    QVBoxLayout *left = column(452);
    addButtons(left);
    addFields(left);
    addColours(left);
    addType(left);
    left->addStretch(1);
    QVBoxLayout *middle = column(428);
    addPills(middle);
    addTabs(middle);
    addRows(middle);
    addBanners(middle);
    middle->addStretch(1);
    QVBoxLayout *right = column(0);
    addDialog(right);
    addToast(right);
    addMenu(right);
    addProgress(right);
    addEmpty(right);
    right->addStretch(1);
}

QVBoxLayout *Gallery::block(QVBoxLayout *column, const QString &title)
{
    auto *card = new Card(m_theme);
    card->body()->setContentsMargins(13, 7, 13, 13);
    auto *label = new TextLabel(m_theme, title, Scale::Small, Role::TextMuted);
    label->setFixedHeight(20);
    card->body()->addWidget(label);
    column->addWidget(card);
    return card->body();
}

void Gallery::addButtons(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Buttons"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, 54);
    const QStringList states{tr("rest"), tr("hover"), tr("pressed"), tr("focus"), tr("disabled")};
    for (int i = 0; i < states.size(); ++i)
        grid->addWidget(new TextLabel(m_theme, states[i], Scale::Caption, Role::TextFaint), 0, i + 1);
    const struct
    {
        QString name, kind, label;
    } kinds[] = {{tr("Primary"), QStringLiteral("primary"), tr("Save")},
                 {tr("Default"), QStringLiteral("default"), tr("Cancel")},
                 {tr("Quiet"), QStringLiteral("quiet"), tr("More")},
                 {tr("Danger"), QStringLiteral("danger"), tr("Delete")}};
    int row = 1;
    for (const auto &kind : kinds) {
        grid->addWidget(new TextLabel(m_theme, kind.name, Scale::Small, Role::TextMuted), row, 0);
        for (int i = 0; i < 5; ++i) {
            auto *button = new StateButton(kind.label, i == 1   ? QStyle::State_MouseOver
                                                       : i == 2 ? QStyle::State_Sunken
                                                                : QStyle::State_None);
            button->setProperty("kind", kind.kind);
            button->setObjectName(kind.kind + QString::number(i));
            button->setEnabled(i != 4);
            grid->addWidget(button, row, i + 1, Qt::AlignLeft);
            if (i == 3)
                new FocusRing(m_theme, button);
        }
        ++row;
    }
    grid->setColumnStretch(6, 1);
    body->addLayout(grid);
    body->addSpacing(10);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    auto *call = new QPushButton(tr("Log call"));
    call->setIcon(m_icons.icon(QStringLiteral("phone")));
    call->setProperty("keyHint", QStringLiteral("C"));
    call->setObjectName(QStringLiteral("logCall"));
    line->addWidget(call);
    line->addWidget(new IconButton(m_icons, QStringLiteral("ellipsis"), tr("More"),
                                   IconButton::Extent::Control, IconButton::Look::Framed));
    auto *small = new QPushButton(tr("Small"));
    small->setProperty("small", true);
    small->setIcon(m_icons.icon(QStringLiteral("plus")));
    small->setObjectName(QStringLiteral("small"));
    line->addWidget(small);
    auto *segments = new Segments(m_theme, m_icons);
    segments->addSegment(tr("List"));
    segments->addSegment(tr("Board"));
    segments->setCurrent(1);
    line->addWidget(segments);
    line->addStretch(1);
    body->addLayout(line);
}

void Gallery::addFields(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Fields"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    const auto add = [&](FieldRow *field, int row, int at) { grid->addWidget(field, row, at); };
    auto *rest = new LineEdit(m_theme, m_icons);
    rest->setText(tr("Flow line 3"));
    rest->setObjectName(QStringLiteral("restField"));
    add(new FieldRow(m_theme, m_icons, tr("Rest"), rest), 0, 0);
    auto *focused = new StateLineEdit(m_theme, m_icons);
    focused->setText(tr("Flow line 3"));
    focused->setObjectName(QStringLiteral("focusField"));
    add(new FieldRow(m_theme, m_icons, tr("Focus"), focused), 0, 1);
    auto *combo = new ComboBox(m_theme);
    combo->setPlaceholder(tr("Choose a contact"));
    combo->addItems({QStringLiteral("郭文博"), QStringLiteral("沈丽")});
    combo->setCurrentIndex(-1);
    add(new FieldRow(m_theme, m_icons, tr("Placeholder"), combo), 0, 2);
    auto *amount = new MoneyEdit(
        m_theme, m_icons, QStringLiteral("CNY"), [](const QString &text) { return parseMoney(text, 2); },
        [](qint64 minor) { return Format().money(minor, 2, Format::Decimals::Minor); });
    amount->setValue(74200000);
    amount->setObjectName(QStringLiteral("errorField"));
    auto *amountRow = new FieldRow(m_theme, m_icons, tr("Amount"), amount, FieldRow::Need::Required);
    amountRow->setError(tr("Below 800,000"));
    add(amountRow, 1, 0);
    auto *close = new LineEdit(m_theme, m_icons);
    close->setText(tr("18 Dec 2026"));
    auto *closeRow = new FieldRow(m_theme, m_icons, tr("Changed by other"), close);
    closeRow->setTheirs(tr("Sun Kai: 15 Jan"));
    add(closeRow, 1, 1);
    auto *locked = new LineEdit(m_theme, m_icons);
    locked->setText(QStringLiteral("x_tender"));
    locked->setFont(m_theme.monoFont());
    locked->setReadOnly(true);
    auto *lockedRow = new FieldRow(m_theme, m_icons, tr("Read only"), locked);
    lockedRow->setHelp(tr("Set by the system"));
    add(lockedRow, 1, 2);
    for (int i = 0; i < 3; ++i)
        grid->setColumnStretch(i, 1);
    body->addLayout(grid);
    body->addSpacing(6);

    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    auto *checked = new QCheckBox(tr("Checked"));
    checked->setChecked(true);
    auto *part = new QCheckBox(tr("Part"));
    part->setTristate(true);
    part->setCheckState(Qt::PartiallyChecked);
    auto *focus = new QCheckBox(tr("Focus"));
    auto *one = new QRadioButton(tr("One"));
    one->setChecked(true);
    auto *other = new QRadioButton(tr("Other"));
    auto *on = new Switch(m_theme, tr("On"));
    on->setChecked(true);
    on->setObjectName(QStringLiteral("switchOn"));
    for (QWidget *widget : std::initializer_list<QWidget *>{checked, part, focus, one, other, on,
                                                            new Switch(m_theme, tr("Off"))})
        line->addWidget(widget);
    line->addStretch(1);
    body->addLayout(line);
    new FocusRing(m_theme, focus);
}

void Gallery::addColours(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Colours by role"));
    auto *swatches = new SwatchView(m_theme);
    body->addWidget(swatches);
}

void Gallery::addType(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Type"));
    auto *large = new QHBoxLayout;
    large->setSpacing(14);
    large->addWidget(new TextLabel(m_theme, Format().integer(953607), Scale::Figure), 0, Qt::AlignBottom);
    large->addWidget(new TextLabel(m_theme, QStringLiteral("宏威金属 ") + tr("Heading"), Scale::Heading), 0,
                     Qt::AlignBottom);
    large->addWidget(new TextLabel(m_theme, tr("Title") + QStringLiteral(" 标题"), Scale::Title), 0,
                     Qt::AlignBottom);
    large->addStretch(1);
    body->addLayout(large);
    auto *plain = new QHBoxLayout;
    plain->setSpacing(14);
    plain->addWidget(new TextLabel(m_theme, tr("Body 13") + QStringLiteral(" 正文 13"), Scale::Body));
    plain->addWidget(
        new TextLabel(m_theme, tr("Small 12") + QStringLiteral(" 辅助 12"), Scale::Small, Role::TextMuted));
    plain->addWidget(new TextLabel(m_theme, tr("Caption 11"), Scale::Caption, Role::TextFaint));
    plain->addStretch(1);
    body->addLayout(plain);
}

void Gallery::addPills(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Pills and chips"));
    auto *pills = new QHBoxLayout;
    pills->setSpacing(6);
    auto *approved = new PillLabel(m_theme, m_icons, tr("Approved"), Tone::Success, QStringLiteral("check"));
    approved->setObjectName(QStringLiteral("pill"));
    pills->addWidget(approved);
    pills->addWidget(
        new PillLabel(m_theme, m_icons, tr("Needs approval"), Tone::Warning, QStringLiteral("stamp")));
    pills->addWidget(new PillLabel(m_theme, m_icons, tr("5 h over"), Tone::Danger, QStringLiteral("clock")));
    pills->addWidget(new PillLabel(m_theme, m_icons, tr("Draft"), Tone::Outline));
    pills->addStretch(1);
    body->addLayout(pills);
    body->addSpacing(8);
    auto *chips = new QHBoxLayout;
    chips->setSpacing(6);
    auto *tier = new FilterChip(m_theme, m_icons, tr("Tier"), tr("is"), QStringLiteral("A"));
    tier->setObjectName(QStringLiteral("chip"));
    chips->addWidget(tier);
    auto *owner = new FilterChip(m_theme, m_icons, tr("Owner"), tr("is"), tr("me"));
    chips->addWidget(owner);
    chips->addWidget(new FilterChip(m_theme, m_icons, tr("Filter")));
    chips->addWidget(new GlyphStrip(m_theme, GlyphStrip::What::TiersAndBadge));
    chips->addWidget(new Avatar(m_theme, QStringLiteral("林悦"), Whose::Mine));
    chips->addWidget(new Avatar(m_theme, QStringLiteral("Wei Hao"), Whose::Other));
    chips->addStretch(1);
    body->addLayout(chips);
    new FocusRing(m_theme, owner);
    body->addSpacing(8);
    body->addWidget(new GlyphStrip(m_theme, GlyphStrip::What::Stages));
}

void Gallery::addTabs(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Tabs"));
    body->setContentsMargins(5, 7, 5, 1);
    if (QWidget *title = body->itemAt(0)->widget())
        title->setContentsMargins(8, 0, 0, 0);
    auto *tabs = new TabBar(m_theme);
    const QStringList names{tr("Mine"), tr("Key accounts"), tr("Renewals"), tr("All")};
    const QStringList counts{QStringLiteral("312"), QStringLiteral("48"), QStringLiteral("9"), QString()};
    for (int i = 0; i < names.size(); ++i) {
        tabs->addTab(names[i]);
        tabs->setTabCount(i, counts[i]);
    }
    body->addWidget(tabs);
}

void Gallery::addRows(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Table rows"));
    body->setContentsMargins(1, 7, 1, 1);
    if (QWidget *title = body->itemAt(0)->widget())
        title->setContentsMargins(12, 0, 0, 0);
    auto *table = new RecordTable(m_theme, m_icons);
    auto *rows = new GalleryRows(table);
    table->setModel(rows);
    auto *delegate = new GalleryRowDelegate(m_theme, m_icons, table);
    delegate->setColumn(GalleryRows::Mark, {CellSpec::Kind::Mark});
    delegate->setColumn(GalleryRows::Stage, {CellSpec::Kind::Stage});
    delegate->setColumn(GalleryRows::Deal, {CellSpec::Kind::Text, true});
    delegate->setColumn(GalleryRows::Amount, {CellSpec::Kind::Number});
    delegate->setColumn(GalleryRows::Days, {CellSpec::Kind::Number});
    delegate->setAnythingMarked(true);
    table->setItemDelegate(delegate);
    table->setFixedHeight(m_theme.size(Theme::Size::TableHeader) + rows->rowCount() * delegate->rowHeight());
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    TableHeader *head = table->tableHeader();
    head->setMarkColumn(GalleryRows::Mark);
    head->setMarked(Check::Part);
    head->resizeSection(GalleryRows::Mark, 32);
    head->resizeSection(GalleryRows::Stage, 24);
    head->setSectionResizeMode(GalleryRows::Deal, QHeaderView::Stretch);
    head->resizeSection(GalleryRows::Amount, 84);
    head->resizeSection(GalleryRows::Days, 64);
    head->setSortIndicator(GalleryRows::Amount, Qt::DescendingOrder);
    table->setAccessibleName(tr("Table rows"));
    body->addWidget(table);
    auto *foot = new ListFooter(m_theme);
    foot->setSummary(QStringLiteral("6"), tr("deals"));
    foot->setHeader(head);
    foot->setTotals(tr("Total"), {{GalleryRows::Amount, Format().integer(2955000)}});
    body->addWidget(foot);
}

void Gallery::addBanners(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Banners"));
    auto *grid = new QGridLayout;
    grid->setSpacing(6);
    auto *draft = new Banner(m_theme, m_icons, Tone::Info, tr("Draft restored"));
    draft->setClosable(true);
    draft->setObjectName(QStringLiteral("banner"));
    auto *sent = new Banner(m_theme, m_icons, Tone::Success, tr("14 changes sent"));
    auto *offline = new Banner(m_theme, m_icons, Tone::Warning, tr("Offline 3 days"));
    offline->addAction(tr("Sync"));
    auto *refused = new Banner(m_theme, m_icons, Tone::Danger, tr("2 refused"));
    refused->addAction(tr("Show"));
    grid->addWidget(draft, 0, 0);
    grid->addWidget(sent, 0, 1);
    grid->addWidget(offline, 1, 0);
    grid->addWidget(refused, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    body->addLayout(grid);
}

void Gallery::addDialog(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Dialog, only for what cannot be undone"));
    auto *frame = new FloatFrame(m_theme);
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(17, 15, 17, 13);
    inner->setSpacing(4);
    inner->addWidget(new TextLabel(m_theme, tr("Give 140 customers to Emma Clarke?"), Scale::Title));
    inner->addWidget(new TextLabel(m_theme, tr("All laptops see the new owner. Type 140 to go on."),
                                   Scale::Body, Role::TextMuted));
    inner->addSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    auto *count = new StateLineEdit(m_theme, m_icons);
    count->setText(QStringLiteral("140"));
    count->setAccessibleName(tr("Number of customers"));
    count->setFixedWidth(72);
    line->addWidget(count);
    line->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setProperty("keyHint", QStringLiteral("Esc"));
    line->addWidget(cancel);
    auto *give = new QPushButton(tr("Give"));
    give->setProperty("kind", QStringLiteral("primary"));
    line->addWidget(give);
    inner->addLayout(line);
    body->addWidget(frame);
}

void Gallery::addToast(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Toast with undo"));
    auto *toast = new Toast(m_theme, m_icons, this);
    toast->setContent(tr("Moved 12 deals to Won"), true, 0);
    toast->setFixedHeight(40);
    body->addWidget(toast);
    toast->show();
}

void Gallery::addMenu(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Menu"));
    auto *preview = new MenuPreview(m_theme);
    preview->addItem(m_icons.icon(QStringLiteral("pencil")), tr("Edit") + QStringLiteral("\tF2"));
    preview->addItem(m_icons.icon(QStringLiteral("user-check")),
                     tr("Assign") + QStringLiteral("\tCtrl+Shift+A"), MenuPreview::Item::Selected);
    preview->addItem(m_icons.icon(QStringLiteral("list-plus")), tr("Add to list"),
                     MenuPreview::Item::SubMenu);
    preview->addItem({}, {}, MenuPreview::Item::Separator);
    preview->addItem(m_icons.icon(QStringLiteral("trash-2")),
                     tr("Delete") + QLatin1Char('\t') + tr("no right"), MenuPreview::Item::Disabled);
    body->addWidget(preview);
}

void Gallery::addProgress(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Tooltip, key hints, progress"));
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(new GlyphStrip(m_theme, GlyphStrip::What::TipAndKeys));
    auto *progress = new ProgressLine(m_theme);
    progress->setRatio(0.61);
    progress->setAccessibleName(tr("Progress"));
    line->addWidget(progress, 1);
    body->addLayout(line);
}

void Gallery::addEmpty(QVBoxLayout *column)
{
    QVBoxLayout *body = block(column, tr("Empty"));
    auto *empty = new EmptyView(m_theme, m_icons);
    empty->setState(EmptyView::Reason::NoMatch, tr("No customer fits these filters"),
                    tr("Without “City is Lhasa” there are 48."));
    empty->setActions(tr("Drop that filter"), {}, tr("Clear all"));
    empty->setFixedHeight(162);
    body->addWidget(empty);
}

}  // namespace dw::ui
