// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dw::test
{

// The real sales history (crm_sparklesquad_original), in the order in which it is imported, and how each file
// is mapped.

inline constexpr char TeamsMap[] = R"({"object": "user", "match": ["name"], "accept_incomplete": true,
 "set": {"status": "disabled"},
 "columns": {"Sales_Agent": "name", "Manager": {"to": "manager_id", "by": "name", "missing": "create"},
             "Regional_Office": {"to": "team_id", "by": "name", "missing": "create"}}})";
inline constexpr char ProductsMap[] = R"({"object": "product", "match": ["code"],
 "columns": {"Product": ["name", "code"], "Sales_Price": {"to": "standard_price", "currency": "USD"}}})";
inline constexpr char AccountsMap[] = R"({"object": "account", "match": ["name"],
 "columns": {"Account": "name", "Revenue": {"to": "annual_revenue", "currency": "USD"},
             "Employees": "headcount_band"}})";
inline constexpr char PipelineMap[] =
    R"({"object": "opportunity", "match": ["source_key"], "dates": "ymd", "accept_incomplete": true,
 "columns": {"Opportunity_ID": "source_key", "Product": {"to": "name"}, "Close_Value": {"to": "amount", "currency": "USD"},
             "Account": {"to": "account_id", "by": "name", "missing": "create"},
             "Sales_Agent": {"to": "owner_id", "by": "name", "missing": "create"},
             "Deal_Stage": {"to": "stage_id", "values": {"Won": "won", "Lost": "lost", "In_Progress": "needs"}},
             "Created_On": "created_at", "Close_Date": ["expected_close", "won_at", "lost_at"]}})";

struct SalesFile
{
    const char *object;
    const char *file;
    const char *map;
};
inline constexpr SalesFile SalesFiles[] = {{"user", "sales-teams.csv", TeamsMap},
                                           {"product", "products.csv", ProductsMap},
                                           {"account", "accounts.csv", AccountsMap},
                                           {"opportunity", "sales-pipeline.csv", PipelineMap}};

}  // namespace dw::test
