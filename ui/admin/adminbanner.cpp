// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/accesschanges.h"
#include "ui/admin/adminpage.h"
#include "ui/common/banner.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace dw::ui
{

// What was refused, with the way out; else, while nobody has a role, what that means.
void AdminPage::refreshBanner()
{
    if (m_refused || !m_data)
        return;
    const bool unused = std::none_of(m_data->users.begin(), m_data->users.end(), [](const Record &user) {
        return !user.value(u"role_ids").ids().isEmpty();
    });
    m_banner->setVisible(unused);
    if (!unused)
        return;
    m_bannerRole = firstAdministrator();
    m_way = BannerWay::Begin;
    m_banner->setTone(Tone::Info);
    m_banner->setText(tr("Nobody has a role yet, so everybody may do everything."),
                      tr("Roles hold as soon as somebody has one. Begin with an administrator."));
    m_bannerWay->setText(tr("Make me administrator"));
    m_bannerWay->setVisible(!m_bannerRole.isNull());
}

Id AdminPage::firstAdministrator() const
{
    for (const Record &role : m_data->roles) {
        if (role.value(u"kind").text() == QLatin1String("admin"))
            return role.id();
    }
    return {};
}

void AdminPage::showRefusal(const QString &why, AccessChanges::Refusal refusal, const Id &user,
                            const Id &role)
{
    m_refused = true;
    m_bannerRole = role;
    m_bannerUser = user;
    const Record *person = m_data ? m_data->user(user) : nullptr;
    const Record *held = m_data ? m_data->role(role) : nullptr;
    m_banner->setTone(Tone::Warning);
    m_banner->setText(
        person ? tr("%1 stays as it was.").arg(person->value(u"name").text()) : tr("Nothing was changed."),
        why);
    const bool incomplete = person && refusal == AccessChanges::Refusal::Incomplete;
    m_way = incomplete ? BannerWay::FillIn : BannerWay::Give;
    if (incomplete)
        m_bannerWay->setText(tr("Fill it in"));
    else if (held)
        m_bannerWay->setText(tr("Give %1 to somebody").arg(held->value(u"name").text()));
    m_bannerWay->setVisible(incomplete || (person && held));
    m_banner->show();
    if (!m_bannerWay->isHidden())
        m_bannerWay->setFocus(Qt::OtherFocusReason);
}

void AdminPage::takeWayOut()
{
    if (m_way == BannerWay::Begin)
        m_changes->grant(context().actor().user, m_bannerRole);
    else if (m_way == BannerWay::Give)
        openGive(m_bannerRole);
    else
        openForm({QStringLiteral("user"), m_bannerUser}, QStringLiteral("user"));
}

QString AdminPage::bannerText() const
{
    if (m_banner->isHidden())
        return {};
    QStringList texts;
    for (const QLabel *label : m_banner->findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(QLatin1Char(' '));
}

}  // namespace dw::ui
