// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/crowdlaptop.h"

#include "core/sync/hiddenfields.h"
#include "core/sync/serverline.h"

#include <QJsonArray>

#include <utility>

namespace dw::bench
{

CrowdLaptop::CrowdLaptop(DeviceIdentity identity, const QByteArray &access)
    : m_identity(std::move(identity)), m_access(access)
{}

QByteArray CrowdLaptop::head() const
{
    return "Authorization: Bearer " + m_access + "\r\nX-Device: " + m_identity.device.toString().toLatin1() +
           "\r\n";
}

std::unique_ptr<CrowdLine> CrowdLaptop::newLine() const
{
    auto line = std::make_unique<CrowdLine>(m_port);
    if (m_patient)
        line->setPatient();
    return line;
}

void CrowdLaptop::hangUp()
{
    if (m_talk)
        m_retries += m_talk->retries();
    m_talk.reset();
}

void CrowdLaptop::synchronise(Done done)
{
    m_talk = newLine();
    renew([this, done = std::move(done)] {
        m_talk->setHead(head());
        greet([this, done] { pullAll(m_cursor.isEmpty(), done); });
    });
}

void CrowdLaptop::renew(Done done)
{
    m_talk->post(
        "auth/refresh",
        {{QStringLiteral("refresh"), QString::fromLatin1(m_identity.refresh)},
         {QStringLiteral("device"), m_identity.device.toString()},
         {QStringLiteral("sig"), base64Url(m_identity.sign("dealwright-refresh\n" + m_identity.refresh))}},
        [this, done = std::move(done)](const QJsonObject &granted) {
            m_access = granted.value(QLatin1String("access")).toString().toLatin1();
            m_identity.refresh = granted.value(QLatin1String("refresh")).toString().toLatin1();
            done();
        });
}

void CrowdLaptop::greet(const Done &done)
{
    m_talk->post("sync/hello",
                 {{QStringLiteral("proto"), QJsonArray{1}},
                  {QStringLiteral("epoch"), m_epoch},
                  {QStringLiteral("cursor"), m_cursor}},
                 [this, done](const QJsonObject &hello) {
                     m_epoch = hello.value(QLatin1String("epoch")).toString();
                     done();
                 });
}

void CrowdLaptop::pull(const Done &done)
{
    pullAll(false, done);
}

void CrowdLaptop::pullAll(bool withScopes, const Done &done)
{
    QJsonObject request{{QStringLiteral("epoch"), m_epoch},
                        {QStringLiteral("cursor"), m_cursor},
                        {QStringLiteral("ack_results"), 0},
                        {QStringLiteral("fields_hash"), m_fieldsHash}};
    if (withScopes)
        request.insert(QStringLiteral("scopes"), QJsonArray());
    else
        request.insert(QStringLiteral("scope_hash"), m_scopeHash);
    m_talk->post("sync/pull", request, [this, done](const QJsonObject &body) {
        // Its rights are another's now; it holds nothing of either.
        if (body.contains(QLatin1String("need"))) {
            pullAll(true, done);
            return;
        }
        if (body.contains(QLatin1String("scopes")))
            m_scopeHash =
                body.value(QLatin1String("scopes")).toObject().value(QLatin1String("hash")).toString();
        if (body.contains(QLatin1String("fields")))
            m_fieldsHash =
                QString::fromLatin1(HiddenFields::fromJson(body.value(QLatin1String("fields")).toObject(),
                                                           body.value(QLatin1String("masked")).toObject())
                                        .digest());
        m_cursor = body.value(QLatin1String("next")).toString();
        m_pulled += body.value(QLatin1String("rows")).toArray().size();
        if (body.value(QLatin1String("complete")).toBool())
            done();
        else
            pullAll(false, done);
    });
}

void CrowdLaptop::listen(Done done)
{
    m_line = newLine();
    m_line->setHead(head());
    const QByteArray after = m_cursor.left(m_cursor.indexOf(QLatin1Char('.'))).toLatin1();
    m_line->listen("sync/events" + (after.isEmpty() ? QByteArray() : "?after=" + after),
                   [this, done = std::move(done)](const QByteArray &text) {
                       if (text.contains(": here")) {
                           m_retries += m_line->retries();
                           done();
                       }
                       m_pokes += int(text.count("event: poke"));
                   });
}

void CrowdLaptop::wait(const Done &done)
{
    m_line = newLine();
    m_line->setHead(head());
    // A quick one first, so that it is known when the connection stands.
    m_line->get("sync/wait?timeout=0", [this, done](const QJsonObject &) {
        question();
        done();
    });
}

void CrowdLaptop::question()
{
    m_line->get("sync/wait?timeout=25", [this](const QJsonObject &answer) {
        m_pokes += answer.value(QLatin1String("changed")).toBool() ? 1 : 0;
        question();
    });
}

}  // namespace dw::bench
