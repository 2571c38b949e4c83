// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <memory>

struct UConverter;

namespace dw
{

// Decodes a byte stream to UTF-16 with ICU, 64 KiB at a time. Bytes that mean nothing in the charset are
// handed out beside the text, never replaced in silence. A byte order mark at the start is dropped.
class TextDecoder
{
public:
    // Error Unsupported exchange.charset_unknown. `device` must outlive the decoder.
    static Result<std::unique_ptr<TextDecoder>> create(const QByteArray &charset, QIODevice *device);
    ~TextDecoder();

    // Text up to the next undecodable bytes, which are then in `bad` (else empty). False at the end.
    // Error Storage exchange.read_failed.
    Result<bool> next(QString &text, QByteArray &bad);

private:
    struct CloseConverter
    {
        void operator()(UConverter *converter) const;
    };

    TextDecoder(std::unique_ptr<UConverter, CloseConverter> converter, QIODevice *device);

    std::unique_ptr<UConverter, CloseConverter> m_converter;
    QIODevice *m_device;
    QByteArray m_input;
    qsizetype m_position = 0;
    bool m_atStart = true;
    bool m_inputEnded = false;
    bool m_done = false;
};

}  // namespace dw
