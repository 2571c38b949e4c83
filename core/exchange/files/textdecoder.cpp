// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/textdecoder.h"

#include <unicode/ucnv.h>

namespace dw
{

namespace
{

constexpr qsizetype ChunkBytes = 64 * 1024;

}  // namespace

void TextDecoder::CloseConverter::operator()(UConverter *converter) const
{
    ucnv_close(converter);
}

TextDecoder::TextDecoder(std::unique_ptr<UConverter, CloseConverter> converter, QIODevice *device)
    : m_converter(std::move(converter)), m_device(device)
{}

TextDecoder::~TextDecoder() = default;

Result<std::unique_ptr<TextDecoder>> TextDecoder::create(const QByteArray &charset, QIODevice *device)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, CloseConverter> converter(
        charset.isEmpty() ? nullptr : ucnv_open(charset.constData(), &status));
    if (converter && U_SUCCESS(status))
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (!converter || U_FAILURE(status))
        return Error(ErrorCode::Unsupported, QStringLiteral("exchange.charset_unknown"),
                     {QString::fromLatin1(charset)});
    return std::unique_ptr<TextDecoder>(new TextDecoder(std::move(converter), device));
}

Result<bool> TextDecoder::next(QString &text, QByteArray &bad)
{
    text.clear();
    bad.clear();
    while (!m_done) {
        if (m_position >= m_input.size() && !m_inputEnded) {
            m_input.resize(ChunkBytes);
            const qint64 got = m_device->read(m_input.data(), ChunkBytes);
            if (got < 0)
                return Error(ErrorCode::Storage, QStringLiteral("exchange.read_failed"), {},
                             m_device->errorString());
            m_input.resize(qsizetype(got));
            m_position = 0;
            m_inputEnded = got == 0;
        }
        // No charset gives more than two UTF-16 units for one byte, apart from a few carried over.
        text.resize(2 * (m_input.size() - m_position) + 64);
        UChar *target = reinterpret_cast<UChar *>(text.data());
        UChar *const start = target;
        const char *source = m_input.constData() + m_position;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_toUnicode(m_converter.get(), &target, start + text.size(), &source,
                       m_input.constData() + m_input.size(), nullptr, m_inputEnded, &status);
        m_position = source - m_input.constData();
        text.resize(target - start);
        if (m_atStart && !text.isEmpty()) {
            m_atStart = false;
            if (text.front() == QChar::ByteOrderMark)
                text.remove(0, 1);
        }
        if (status == U_BUFFER_OVERFLOW_ERROR)
            return true;
        if (U_FAILURE(status)) {
            char bytes[32];
            int8_t length = sizeof bytes;
            UErrorCode asked = U_ZERO_ERROR;
            ucnv_getInvalidChars(m_converter.get(), bytes, &length, &asked);
            bad = U_SUCCESS(asked) && length > 0 ? QByteArray(bytes, length) : QByteArrayLiteral("?");
            return true;
        }
        if (m_inputEnded)
            m_done = true;
        if (!text.isEmpty())
            return true;
    }
    return false;
}

}  // namespace dw
