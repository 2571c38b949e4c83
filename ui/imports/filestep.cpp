// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/filestep.h"

#include "core/base/wording.h"
#include "ui/common/banner.h"
#include "ui/common/combobox.h"
#include "ui/common/emptyview.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filechoice.h"
#include "ui/common/lineedit.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/sectionhead.h"
#include "ui/common/switch.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/imports/fieldoptions.h"
#include "ui/imports/texttablemodel.h"

#include <QBoxLayout>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QIntValidator>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

namespace dw::ui
{

namespace
{

constexpr int PreviewRows = 50;
constexpr int MostRows = 1048576;    // of a sheet
constexpr int PreviewColumns = 200;  // a table wider than this is looked at in the next step

struct Charset
{
    const char *name;
    const char *label;
};
constexpr Charset Charsets[] = {
    {"UTF-8", QT_TRANSLATE_NOOP("dw::ui::FileStep", "Unicode (UTF-8)")},
    {"GB18030", QT_TRANSLATE_NOOP("dw::ui::FileStep", "Simplified Chinese (GB18030, GBK)")},
    {"Big5", QT_TRANSLATE_NOOP("dw::ui::FileStep", "Traditional Chinese (Big5)")},
    {"UTF-16LE", QT_TRANSLATE_NOOP("dw::ui::FileStep", "Unicode (UTF-16)")},
    {"UTF-16BE", QT_TRANSLATE_NOOP("dw::ui::FileStep", "Unicode (UTF-16, big-endian)")},
    {"windows-1252", QT_TRANSLATE_NOOP("dw::ui::FileStep", "Western (Windows-1252)")},
};

struct Delimiter
{
    char32_t sign;
    const char *label;
};
constexpr Delimiter Delimiters[] = {
    {U',', QT_TRANSLATE_NOOP("dw::ui::FileStep", "Comma")},
    {U';', QT_TRANSLATE_NOOP("dw::ui::FileStep", "Semicolon")},
    {U'\t', QT_TRANSLATE_NOOP("dw::ui::FileStep", "Tab")},
    {U'|', QT_TRANSLATE_NOOP("dw::ui::FileStep", "Vertical bar")},
    {U' ', QT_TRANSLATE_NOOP("dw::ui::FileStep", "Space")},
    {U'\0', QT_TRANSLATE_NOOP("dw::ui::FileStep", "None: one column")},
};

}  // namespace

FileStep::FileStep(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_object(new ComboBox(context.theme))
    , m_choose(new QPushButton(context.icons.icon(QStringLiteral("upload")), tr("Choose a file")))
    , m_file(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_facts(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_error(new Banner(context.theme, context.icons, Tone::Danger, {}))
    , m_settings(new QWidget)
    , m_charset(new ComboBox(context.theme))
    , m_delimiter(new ComboBox(context.theme))
    , m_sheet(new ComboBox(context.theme))
    , m_header(new Switch(context.theme, tr("A row names the columns")))
    , m_headerRow(new LineEdit(context.theme, context.icons))
    , m_guess(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_model(new TextTableModel(this))
    , m_none(new EmptyView(context.theme, context.icons))
{
    setAcceptDrops(true);
    const Theme &theme = context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), 0);
    column->setSpacing(theme.space(3));

    for (const ObjectTypePtr &object :
         importableObjects(*context.configuration(), context.actor ? context.actor() : Actor()))
        m_object->addItem(object->plural().in(context.language), object->key());
    m_object->setFixedWidth(theme.size(Theme::Size::SideList) - theme.space(8));
    auto *top = new QHBoxLayout;
    top->setSpacing(theme.space(3));
    auto *what = new FieldRow(theme, context.icons, tr("What the file holds"), m_object);
    top->addWidget(what);
    auto *choose = new QVBoxLayout;
    choose->setContentsMargins(0, theme.line(Theme::Scale::Small) + theme.space(1), 0, 0);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme.space(3));
    line->addWidget(m_choose, 0, Qt::AlignTop);
    auto *about = new QVBoxLayout;
    about->setSpacing(0);
    about->addWidget(m_file);
    about->addWidget(m_facts);
    line->addLayout(about, 1);
    choose->addLayout(line);
    choose->addStretch();
    top->addLayout(choose, 1);
    column->addLayout(top);
    column->addWidget(m_error);
    column->addWidget(m_settings);
    buildSettings(m_settings);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("First rows of the file"));
    m_table->tableHeader()->setStretchLastSection(false);
    // Holds the room of the rows while there are none, so that what is above stays on top.
    auto *place = new QStackedWidget;
    m_none->setState(EmptyView::Reason::FirstUse, tr("Drop a file here"),
                     tr("Excel (.xlsx) or text (.csv, .tsv, .txt). Nothing is written before the last step."),
                     QStringLiteral("file-spreadsheet"));
    place->addWidget(m_none);
    place->addWidget(m_table);
    column->addWidget(place, 1);
    m_place = place;

    connect(m_choose, &QPushButton::clicked, this, &FileStep::chooseFile);
    connect(m_object, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT objectChosen(m_object->currentData().toString()); });
    clear();
}

void FileStep::buildSettings(QWidget *place)
{
    const Theme &theme = m_context.theme;
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(2));
    column->addWidget(new SectionHead(theme, tr("How it is read")));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.space(3));
    m_sheetRow = new FieldRow(theme, m_context.icons, tr("Sheet"), m_sheet);
    m_charsetRow = new FieldRow(theme, m_context.icons, tr("Character set"), m_charset);
    m_delimiterRow = new FieldRow(theme, m_context.icons, tr("Columns are parted by"), m_delimiter);
    for (FieldRow *setting : {m_sheetRow, m_charsetRow, m_delimiterRow}) {
        setting->setFixedWidth(theme.size(Theme::Size::SideList) - theme.space(8));
        row->addWidget(setting);
    }
    m_header->setCheckable(true);
    row->addStretch();
    column->addLayout(row);
    auto *names = new QHBoxLayout;
    names->setSpacing(theme.space(3));
    m_headerRowRow = new FieldRow(theme, m_context.icons, tr("Names in row"), m_headerRow);
    m_headerRowRow->setFixedWidth(theme.size(Theme::Size::SideList) - theme.space(8));
    m_headerRow->setValidator(new QIntValidator(1, MostRows, m_headerRow));
    names->addWidget(m_headerRowRow);
    names->addWidget(m_header, 0, Qt::AlignVCenter);
    names->addStretch();
    column->addLayout(names);
    column->addWidget(m_guess);
    for (const Charset &charset : Charsets)
        m_charset->addItem(tr(charset.label), QByteArray(charset.name));
    for (const Delimiter &delimiter : Delimiters)
        m_delimiter->addItem(tr(delimiter.label), uint(delimiter.sign));
    for (ComboBox *choice : {m_sheet, m_charset, m_delimiter})
        connect(choice, &QComboBox::currentIndexChanged, this, &FileStep::changed);
    connect(m_header, &QAbstractButton::toggled, this, &FileStep::changed);
    connect(m_headerRow, &QLineEdit::editingFinished, this, [this] {
        const qint64 said = m_headerRow->text().toLongLong();
        m_headerRowRow->setError({});
        if (!m_preview || said == m_preview->headerRow)
            return;
        const QSignalBlocker quiet(m_header);
        m_header->setChecked(said > 0);
        changed();
    });
}

QString FileStep::object() const
{
    return m_object->currentData().toString();
}

void FileStep::setObject(const QString &key)
{
    const int at = m_object->findData(key);
    if (at >= 0)
        m_object->setCurrentIndex(at);
}

QWidget *FileStep::focusTarget() const
{
    return m_choose->isEnabled() ? static_cast<QWidget *>(m_choose) : m_object;
}

QString FileStep::guessText() const
{
    return m_guess->text();
}

void FileStep::clear()
{
    m_preview.reset();
    m_file->setText({});
    m_facts->setText({});
    m_error->hide();
    m_settings->hide();
    m_place->setCurrentWidget(m_none);
}

void FileStep::showReading(const QString &path)
{
    m_file->setText(QFileInfo(path).fileName());
    m_file->setWeight(Theme::Weight::Strong);
    m_facts->setText(tr("Reading the file"));
    m_error->hide();
}

void FileStep::showError(const QString &text)
{
    m_preview.reset();
    m_facts->setText(QString());
    m_error->setText(text);
    m_error->show();
    m_settings->hide();
    m_place->setCurrentWidget(m_none);
}

void FileStep::showRowError(const QString &text)
{
    m_headerRowRow->setError(text);
}

QString FileStep::rowError() const
{
    return m_headerRowRow->error();
}

void FileStep::showCount(qint64 rows)
{
    if (!m_preview)
        return;
    const QString count = m_context.format.integer(rows);
    m_facts->setText(
        m_preview->workbook && m_preview->sheet >= 0
            ? tr("%1 rows, %2 columns, sheet “%3”")
                  .arg(count, m_context.format.integer(m_preview->header.size()),
                       m_preview->sheets.value(m_preview->sheet).name)
            : tr("%1 rows, %2 columns").arg(count, m_context.format.integer(m_preview->header.size())));
}

void FileStep::showPreview(const FilePreview &preview)
{
    m_preview = preview;
    m_file->setText(preview.name);
    m_file->setWeight(Theme::Weight::Strong);
    m_facts->setText(tr("Counting the rows"));
    m_error->hide();
    fillSettings();
    fillTable();
    m_settings->show();
    m_place->setCurrentWidget(m_table);
}

void FileStep::fillSettings()
{
    m_filling = true;
    const FilePreview &preview = *m_preview;
    m_sheetRow->setVisible(preview.workbook);
    m_charsetRow->setVisible(!preview.workbook);
    m_delimiterRow->setVisible(!preview.workbook);
    m_sheet->clear();
    for (qsizetype i = 0; i < preview.sheets.size(); ++i)
        m_sheet->addItem(preview.sheets[i].name, int(i));
    m_sheet->setCurrentIndex(preview.sheet);
    int charset = -1;
    for (int i = 0; i < m_charset->count() && charset < 0; ++i) {
        if (m_charset->itemData(i).toByteArray().compare(preview.dialect.charset, Qt::CaseInsensitive) == 0)
            charset = i;
    }
    if (charset < 0 && !preview.workbook) {
        m_charset->addItem(QString::fromLatin1(preview.dialect.charset), preview.dialect.charset);
        charset = m_charset->count() - 1;
    }
    m_charset->setCurrentIndex(charset);
    int delimiter = m_delimiter->findData(uint(preview.dialect.delimiter));
    if (delimiter < 0) {
        m_delimiter->addItem(QString::fromUcs4(&preview.dialect.delimiter, 1),
                             uint(preview.dialect.delimiter));
        delimiter = m_delimiter->count() - 1;
    }
    m_delimiter->setCurrentIndex(delimiter);
    m_header->setChecked(preview.hasHeader);
    m_headerRow->setText(preview.hasHeader ? QString::number(preview.headerRow) : QString());
    m_headerRowRow->setError({});
    QStringList reasons;
    for (const FileFinding &reason : preview.reasons)
        reasons.append(wording(reason.key, reason.arguments));
    QStringList said;
    if (!reasons.isEmpty())
        said.append(tr("Guessed. %1").arg(reasons.join(QLatin1Char(' '))));
    if (preview.hasHeader && preview.rowsAbove > 0)
        said.append(wording(
            QStringLiteral("import.header_row"),
            {m_context.format.integer(preview.headerRow), m_context.format.integer(preview.rowsAbove)}));
    m_guess->setText(said.join(QLatin1Char(' ')));
    m_guess->setVisible(!said.isEmpty());
    m_filling = false;
}

void FileStep::fillTable()
{
    const FilePreview &preview = *m_preview;
    QList<QStringList> rows;
    for (const Row &row : preview.sample) {
        QStringList texts;
        for (const Cell &cell : row.first(std::min<qsizetype>(row.size(), PreviewColumns)))
            texts.append(cell.text.left(FileTally::MaxText).simplified());
        rows.append(texts);
        if (rows.size() >= PreviewRows)
            break;
    }
    m_model->set(preview.header.first(std::min<qsizetype>(preview.header.size(), PreviewColumns)), rows);
    const int width = m_context.theme.size(Theme::Size::LabelColumn) + m_context.theme.space(10);
    for (int i = 0; i < m_model->columnCount(); ++i)
        m_table->setColumnWidth(i, width);
}

void FileStep::changed()
{
    if (m_filling || !m_preview)
        return;
    FilePreview stated = *m_preview;
    stated.sheet = m_sheet->currentIndex();
    const bool sheetChanged = stated.workbook && stated.sheet != m_preview->sheet;
    stated.dialect.charset = m_charset->currentData().toByteArray();
    stated.dialect.delimiter = char32_t(m_delimiter->currentData().toUInt());
    stated.dialect.header = m_header->isChecked();
    stated.hasHeader = m_header->isChecked();
    stated.headerRow = stated.hasHeader ? m_headerRow->text().toLongLong() : 0;
    TableOptions options = statedOptions(stated);
    if (sheetChanged) {
        // Another sheet has a head of its own.
        options.preambleRows.reset();
        options.header.reset();
        options.headerRow = 0;
    }
    Q_EMIT optionsChosen(options);
}

void FileStep::chooseFile()
{
    FileChoice::open(this, tr("Choose a file to import"),
                     tr("Tables (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"),
                     [this](const QString &path) {
                         if (!path.isEmpty())
                             Q_EMIT fileChosen(path);
                     });
}

void FileStep::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void FileStep::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls.first().isLocalFile())
        return;
    event->acceptProposedAction();
    Q_EMIT fileChosen(urls.first().toLocalFile());
}

}  // namespace dw::ui
