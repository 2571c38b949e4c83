// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/filechoice.h"

#include <QFileDialog>
#include <QFileInfo>

namespace dw::ui
{

namespace
{

void ask(QFileDialog *dialog, QWidget *asker, FileChoice::Done done)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, asker, [dialog, done = std::move(done)](int result) {
        const QStringList chosen = dialog->selectedFiles();
        done(result == QDialog::Accepted && !chosen.isEmpty() ? chosen.first() : QString());
    });
    dialog->open();
}

}  // namespace

void FileChoice::open(QWidget *asker, const QString &title, const QString &filter, Done done)
{
    auto *dialog = new QFileDialog(asker, title, QString(), filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    ask(dialog, asker, std::move(done));
}

void FileChoice::save(QWidget *asker, const QString &title, const QString &proposal, const QString &filter,
                      Done done)
{
    const QFileInfo proposed(proposal);
    auto *dialog =
        new QFileDialog(asker, title, proposed.isAbsolute() ? proposed.absolutePath() : QString(), filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(proposed.suffix());
    dialog->selectFile(proposed.fileName());
    ask(dialog, asker, std::move(done));
}

void FileChoice::folder(QWidget *asker, const QString &title, const QString &start, Done done)
{
    auto *dialog = new QFileDialog(asker, title, start);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    ask(dialog, asker, std::move(done));
}

}  // namespace dw::ui
