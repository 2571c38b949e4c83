// SPDX-License-Identifier: GPL-3.0-or-later
// The first two steps of ImportPage: reading the file and working on the mapping.
#include "core/base/wording.h"
#include "core/exchange/headermatcher.h"
#include "core/exchange/importengine.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filechoice.h"
#include "ui/common/lineedit.h"
#include "ui/common/popover.h"
#include "ui/imports/columnpanel.h"
#include "ui/imports/filestep.h"
#include "ui/imports/importpage.h"
#include "ui/imports/mappingstep.h"
#include "ui/imports/recordpanel.h"
#include "ui/imports/rulespanel.h"
#include "ui/shell/notices.h"

#include <QBoxLayout>
#include <QFile>
#include <QPushButton>
#include <QSaveFile>

namespace dw::ui
{

void ImportPage::connectMapping()
{
    connect(m_mapping, &MappingStep::fieldChosen, this, [this](int column, const QString &field) {
        m_state.choose(column, field);
        mappingChanged();
    });
    connect(m_mapping, &MappingStep::savedChosen, this, &ImportPage::chooseSaved);
    connect(m_mapping, &MappingStep::mappingFileWanted, this, [this] {
        FileChoice::open(this, tr("Choose a mapping file"), tr("Mappings (*.json);;All files (*)"),
                         [this](const QString &path) {
                             if (path.isEmpty())
                                 m_mapping->showSaved(m_saved.keys(), m_savedName);
                             else
                                 loadMappingFile(path);
                         });
    });
    ColumnPanel *column = m_mapping->columnPanel();
    connect(column, &ColumnPanel::valueChosen, this, [this](int at, const QString &text, const QString &key) {
        m_state.setValue(at, text, key);
        mappingChanged();
    });
    connect(column, &ColumnPanel::datesChosen, this, [this](int at, int order) {
        m_state.setDates(at, order < 0 ? std::nullopt : std::optional<DateOrder>(DateOrder(order)));
        mappingChanged();
    });
    connect(column, &ColumnPanel::missingChosen, this, [this](int at, MissingReference missing) {
        m_state.setMissing(at, missing);
        mappingChanged();
    });
    connect(column, &ColumnPanel::namingChosen, this, [this](int at, const QString &by) {
        m_state.setNaming(at, by);
        mappingChanged();
    });
    connect(column, &ColumnPanel::currencyChosen, this, [this](int at, const QString &code) {
        m_state.setCurrency(at, Currency::fromCode(code));
        mappingChanged();
    });
    connect(column, &ColumnPanel::targetAdded, this, [this](int at, const QString &field) {
        m_state.addTarget(at, field);
        mappingChanged();
    });
    connect(column, &ColumnPanel::targetRemoved, this, [this](int at, const QString &field) {
        m_state.removeTarget(at, field);
        mappingChanged();
    });
    RulesPanel *rules = m_mapping->rulesPanel();
    connect(rules, &RulesPanel::matchChosen, this, [this](const QStringList &match) {
        m_state.setMatch(match);
        mappingChanged();
    });
    connect(rules, &RulesPanel::duplicateChosen, this, [this](ImportRecords::OnDuplicate what) {
        m_state.setOnDuplicate(what);
        mappingChanged();
    });
    connect(rules, &RulesPanel::missingRecordChosen, this, [this](ImportRecords::OnMissing what) {
        m_state.setOnMissing(what);
        mappingChanged();
    });
    connect(rules, &RulesPanel::historyChosen, this, [this](bool history) {
        m_state.setHistory(history);
        mappingChanged();
    });
    connect(rules, &RulesPanel::incompleteChosen, this, [this](bool accept) {
        m_state.setAcceptIncomplete(accept);
        mappingChanged();
    });
    connect(m_mapping->recordPanel(), &RecordPanel::recordWanted, this, [this] { sketch(); });
}

void ImportPage::clearFile()
{
    m_worker.cancelAll();
    m_path.clear();
    m_preview.reset();
    m_tally.reset();
    m_checked.reset();
    m_imported.reset();
    m_savedName.clear();
    m_state = MappingState();
    m_findings = MappingFindings();
    m_file->clear();
}

void ImportPage::openFile(const QString &path)
{
    if (m_job && m_job->isRunning())
        return;
    clearFile();
    setStep(File);
    m_path = path;
    m_toApply.reset();
    m_file->showReading(path);
    readFile({});
}

void ImportPage::readFile(const TableOptions &options)
{
    m_worker.cancelAll();
    m_tally.reset();
    const QString path = m_path;
    m_reading = m_worker.run<Result<FilePreview>>(
        [path, options](const Ticket &ticket) { return readFilePreview(path, options, ticket); },
        [this](const Result<FilePreview> &preview) {
            if (preview.ok()) {
                takePreview(*preview);
                return;
            }
            if (m_preview && preview.error().key == QLatin1String("import.no_header_row")) {
                // The file is read as before; which row that is stays to be chosen.
                takePreview(FilePreview(*m_preview));
                m_file->showRowError(describe(preview.error()));
                return;
            }
            m_preview.reset();
            m_toApply.reset();
            m_state = MappingState();
            m_file->showError(describe(preview.error()));
            refreshFoot();
        });
    refreshFoot();
}

void ImportPage::takePreview(const FilePreview &preview)
{
    m_preview = preview;
    m_file->showPreview(preview);
    propose();
    const TableOptions stated = statedOptions(preview);
    const QString path = m_path;
    m_worker.run<Result<FileTally>>(
        [path, stated](const Ticket &ticket) { return tallyFile(path, stated, ticket); },
        [this](const Result<FileTally> &tally) {
            // A fault further down is told by the check, with its row.
            if (!tally.ok())
                return;
            m_tally = *tally;
            m_file->showCount(tally->rows);
            m_mapping->setFacts(facts());
            check();
            refreshFoot();
        });
    refreshFoot();
}

QString ImportPage::facts() const
{
    const QString rows = m_tally ? context().format.integer(m_tally->rows) : QString();
    QStringList parts;
    if (m_tally)
        parts.append(tr("%1 rows").arg(rows));
    if (m_preview->workbook)
        parts.append(tr("sheet “%1”").arg(m_preview->sheets.value(m_preview->sheet).name));
    else
        parts.append(QString::fromLatin1(m_preview->dialect.charset));
    parts.append(m_preview->hasHeader ? tr("header in row %1").arg(m_preview->headerRow) : tr("no header"));
    return context().format.clauses(parts);
}

void ImportPage::propose()
{
    const ConfigurationPtr configuration = context().configuration();
    const ObjectTypePtr object = configuration->dictionary->find(m_object);
    if (!object)
        return;
    using Proposals = QList<HeaderProposal>;
    m_worker.run<Result<Proposals>>(
        [configuration, object, preview = *m_preview](const Ticket &) -> Result<Proposals> {
            DW_ASSIGN(const HeaderMatcher matcher, HeaderMatcher::create(configuration->dictionary));
            return matcher.propose(object, preview.header, preview.sample);
        },
        [this](const Result<Proposals> &proposals) {
            if (proposals.ok())
                takeProposals(*proposals);
            else
                m_file->showError(describe(proposals.error()));
        });
}

void ImportPage::takeProposals(const QList<HeaderProposal> &proposals)
{
    const ObjectTypePtr object = context().configuration()->dictionary->find(m_object);
    if (!object || !m_preview)
        return;
    m_state = MappingState(object, proposals);
    m_findings = MappingFindings();
    m_mapping->begin(m_state, m_preview->name, facts(), m_preview->sample.size());
    readSaved();
    mappingChanged();
    if (m_toApply)
        applyMapping(*std::exchange(m_toApply, std::nullopt));
}

void ImportPage::readSaved()
{
    using Saved = QMap<QString, ImportMapping>;
    const QString object = m_object;
    context().reader.run<Saved>(
        Workspace::Lane::Detail, QStringLiteral("import.mappings"), this,
        [object](const Reader &reader) { return ImportEngine::savedMappings(reader, object); },
        [this, object](const Result<Saved> &saved) {
            if (object != m_object)
                return;
            m_saved = saved.ok() ? *saved : Saved();
            m_mapping->showSaved(m_saved.keys(), m_savedName);
        });
}

void ImportPage::chooseSaved(const QString &name)
{
    m_savedName = name;
    if (name.isEmpty()) {
        propose();
        return;
    }
    if (m_saved.contains(name))
        applyMapping(m_saved.value(name));
}

ImportMapping ImportPage::mappingToKeep() const
{
    ImportMapping mapping = m_state.mapping();
    if (!m_preview || m_preview->workbook)
        return mapping;
    // What was guessed is guessed anew of the next file; what somebody has chosen goes with the mapping, in
    // place of what it said before.
    const CsvDialect &read = m_preview->dialect;
    CsvStated &kept = mapping.text;
    const CsvStated &chosen = m_preview->chosen;
    kept.charset = kept.charset == read.charset ? kept.charset : chosen.charset;
    kept.delimiter = kept.delimiter == read.delimiter ? kept.delimiter : chosen.delimiter;
    return mapping;
}

void ImportPage::applyMapping(const ImportMapping &mapping)
{
    const CsvStated &stated = mapping.text;
    if (m_preview && !m_preview->workbook &&
        (stated.charset.value_or(m_preview->dialect.charset) != m_preview->dialect.charset ||
         stated.delimiter.value_or(m_preview->dialect.delimiter) != m_preview->dialect.delimiter)) {
        m_toApply = mapping;
        TableOptions options;
        options.stated = stated;
        readFile(options);
        return;
    }
    const QStringList lacking = m_state.apply(mapping);
    m_mapping->showNotice(
        lacking.isEmpty()
            ? QString()
            : tr("The file has no column %1, which the mapping names.").arg(context().format.list(lacking)));
    mappingChanged();
}

void ImportPage::loadMappingFile(const QString &path)
{
    m_worker.run<Result<ImportMapping>>(
        [path](const Ticket &) { return ImportMapping::read(path); },
        [this](const Result<ImportMapping> &mapping) {
            m_mapping->showSaved(m_saved.keys(), m_savedName);
            if (!mapping.ok()) {
                m_mapping->showNotice(describe(mapping.error()));
            } else if (mapping->object != m_object) {
                m_mapping->showNotice(tr("That mapping is for other records (%1).").arg(mapping->object));
            } else {
                applyMapping(*mapping);
            }
        });
}

void ImportPage::saveMappingFile(const QString &path)
{
    const QByteArray json = mappingToKeep().toJson();
    m_worker.run<bool>(
        [path, json](const Ticket &) {
            QSaveFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
        },
        [this, path](const bool &saved) {
            if (saved)
                context().notices.done(tr("Saved the mapping as %1").arg(QFileInfo(path).fileName()));
            else
                context().notices.failed(tr("%1 could not be written.").arg(path));
        });
}

void ImportPage::saveMapping(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return;
    context().commands.keepLocal(ImportEngine::mappingArea(), trimmed, mappingToKeep().toJson(), this,
                                 [this, trimmed](const Result<void> &kept) {
                                     if (!kept.ok()) {
                                         context().notices.failed(describe(kept.error()));
                                         return;
                                     }
                                     m_savedName = trimmed;
                                     readSaved();
                                     context().notices.done(tr("Saved the mapping “%1”").arg(trimmed));
                                 });
}

void ImportPage::askForName()
{
    auto *popover = new Popover(context().theme, window());
    auto *name = new LineEdit(context().theme, context().icons);
    name->setText(m_savedName);
    popover->body()->addWidget(
        new FieldRow(context().theme, context().icons, tr("Name of the mapping"), name));
    auto *row = new QHBoxLayout;
    auto *file = new QPushButton(tr("Save as a file"));
    auto *save = new QPushButton(tr("Save mapping"));
    save->setProperty("kind", QStringLiteral("primary"));
    row->addWidget(file);
    row->addStretch();
    row->addWidget(save);
    popover->body()->addLayout(row);
    const auto keep = [this, popover, name] {
        saveMapping(name->text());
        popover->closePopover();
    };
    connect(save, &QPushButton::clicked, popover, keep);
    connect(name, &QLineEdit::returnPressed, popover, keep);
    connect(file, &QPushButton::clicked, popover, [this, popover] {
        FileChoice::save(this, tr("Save the mapping"), tr("mapping.json"), tr("Mappings (*.json)"),
                         [this](const QString &path) {
                             if (!path.isEmpty())
                                 saveMappingFile(path);
                         });
        popover->closePopover();
    });
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    popover->openAt(m_save, Popover::Side::Above);
    name->setFocus();
}

MappingSubject ImportPage::subject() const
{
    MappingSubject subject;
    subject.configuration = context().configuration();
    subject.now = context().clock.now();
    subject.language = context().language;
    subject.format = context().format;
    subject.preview = *m_preview;
    if (m_tally)
        subject.tally = *m_tally;
    subject.mapping = m_state.mapping();
    return subject;
}

void ImportPage::mappingChanged()
{
    m_checked.reset();
    m_mapping->showState(m_state, m_findings);
    check();
    sketch();
    refreshFoot();
}

void ImportPage::check()
{
    if (!m_preview || m_state.columns().isEmpty())
        return;
    m_checking.cancel();
    m_checking = m_worker.run<MappingFindings>(
        [subject = subject()](const Ticket &ticket) { return checkMapping(subject, ticket); },
        [this](const MappingFindings &findings) {
            m_findings = findings;
            m_mapping->showState(m_state, m_findings);
            refreshFoot();
        });
}

void ImportPage::sketch()
{
    if (!m_preview || m_state.columns().isEmpty())
        return;
    m_sketching.cancel();
    m_sketching =
        m_worker.run<RecordSketch>([subject = subject(), index = m_mapping->recordPanel()->index()](
                                       const Ticket &) { return sketchRecord(subject, index); },
                                   [this](const RecordSketch &record) { m_mapping->showRecord(record); });
}

}  // namespace dw::ui
