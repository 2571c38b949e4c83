// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/store/storefixture.h"

#include <QJsonArray>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// A workspace folder of its own for each test, made by the real store.
class WorkspaceFixture : public QObject
{
protected:
    void prepare()
    {
        m_dictionary = storeDictionary();
        m_root = std::make_unique<QTemporaryDir>();
        m_ids = std::make_unique<IdGenerator>(m_clock, 3);
    }

    std::unique_ptr<QTemporaryDir> m_root;
    FixedClock m_clock{Instant{1795000000000}};
    std::unique_ptr<IdGenerator> m_ids;
    DictionaryPtr m_dictionary;

    QString folder() const { return m_root->filePath(QStringLiteral("w")); }
    QString database() const { return folder() + QStringLiteral("/workspace.db"); }

    Result<void> create()
    {
        Workspace::NewWorkspace options;
        options.zoneName = "Asia/Shanghai";
        options.currency = Currency::fromCode(u"CNY").value();
        options.demo = true;
        return Workspace::create(folder(), options, m_dictionary, m_clock, *m_ids);
    }
    Result<std::unique_ptr<Workspace>> open(Workspace::Access access = Workspace::Access::ReadWrite)
    {
        return Workspace::open(folder(), access, m_dictionary, m_clock, *m_ids);
    }
    Record company(const QString &name)
    {
        Record record(m_dictionary->find(u"company"), m_ids->next());
        record.set(u"name", Value(name));
        return record;
    }
    Result<void> save(Workspace &workspace, const Record &record)
    {
        Result<void> done = Error(ErrorCode::Internal, QStringLiteral("test.not_run"));
        workspace.writeNow([&](WriteSession &session) {
            ChangeSet set;
            set.create(record);
            AuditEntry entry;
            entry.transaction = m_ids->next();
            entry.device = workspace.info().device;
            entry.command = QStringLiteral("company.create");
            entry.record = record.ref();
            entry.values.insert(QStringLiteral("name"),
                                QJsonArray{QJsonValue(), record.value(u"name").toJson()});
            done = session.begin(Durability::Saved);
            if (done.ok())
                done = session.apply(set);
            if (done.ok()) {
                const auto line = session.appendAudit(entry);
                if (!line.ok())
                    done = line.error();
            }
            if (done.ok())
                done = session.commit();
            else
                session.rollback();
        });
        return done;
    }
    static bool exists(Workspace &workspace, const Record &record)
    {
        bool found = false;
        workspace.readNow([&](ReadSession &session) {
            const auto read = session.find(record.typePointer(), record.id());
            found = read.ok() && read->isValid();
        });
        return found;
    }
    static QStringList faults(const QList<VerifyCheck> &checks)
    {
        QStringList names;
        for (const VerifyCheck &check : checks) {
            if (!check.ok)
                names.append(check.name);
        }
        return names;
    }
};

}  // namespace dw::test
