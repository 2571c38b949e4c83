// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtGlobal>

#include <optional>
#include <utility>
#include <variant>

namespace dw
{

// What a function that can fail returns: either a T or an Error. Asking the wrong one is a bug and asserts.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T &value() const &
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    T &value() &
    {
        Q_ASSERT(ok());
        return *std::get_if<0>(&m_state);
    }
    T &&value() &&
    {
        Q_ASSERT(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Error &error() const
    {
        Q_ASSERT(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error &error() const
    {
        Q_ASSERT(!ok());
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

}  // namespace dw

// Leaves the current function with the error of `expression`, if it has one.
#define DW_TRY(expression)                                       \
    do {                                                         \
        if (const auto &dwResult = (expression); !dwResult.ok()) \
            return dwResult.error();                             \
    } while (false)

#define DW_JOIN_(a, b) a##b
#define DW_JOIN(a, b) DW_JOIN_(a, b)
// DW_ASSIGN(auto rows, readRows()); declares rows or leaves with the error.
#define DW_ASSIGN(declaration, expression)           \
    auto DW_JOIN(dwResult, __LINE__) = (expression); \
    if (!DW_JOIN(dwResult, __LINE__).ok())           \
        return DW_JOIN(dwResult, __LINE__).error();  \
    declaration = std::move(DW_JOIN(dwResult, __LINE__)).value()
