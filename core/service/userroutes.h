// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/service/accountservice.h"
#include "core/service/servicemodule.h"

namespace dw
{

// Who may sign in, for administrators: POST /api/v1/users/{id}/password {password?} -> {password}, to be
// changed at the first sign-in, and POST /api/v1/users/passwords {users: [id]} -> {states: [..]}, 500 at a
// time.
class UserRoutes final : public ServiceModule
{
public:
    static constexpr int MostUsers = 500;

    explicit UserRoutes(AccountService &accounts) : m_accounts(accounts) {}
    void addRoutes(Router &router) override;

private:
    HttpResponse givePassword(const HttpRequest &request);
    HttpResponse states(const HttpRequest &request);

    AccountService &m_accounts;
};

}  // namespace dw
