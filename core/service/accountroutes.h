// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"
#include "core/service/servicemodule.h"

namespace dw
{

// POST /api/v1/auth/signin, refresh, signout, password (sync-protocol 4).
class AccountRoutes final : public ServiceModule
{
public:
    explicit AccountRoutes(AccountService &accounts) : m_accounts(accounts) {}
    void addRoutes(Router &router) override;

private:
    HttpResponse signIn(const HttpRequest &request);
    HttpResponse refresh(const HttpRequest &request);
    HttpResponse signOut(const HttpRequest &request);
    HttpResponse changePassword(const HttpRequest &request);

    AccountService &m_accounts;
};

}  // namespace dw
