// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/lexer.h"

namespace dw
{

namespace
{

// Full-width ASCII (U+FF01 to U+FF5E) and the ideographic space.
QChar narrowed(QChar c)
{
    if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E)
        return QChar(char16_t(c.unicode() - 0xFEE0));
    return c.unicode() == 0x3000 ? QChar(u' ') : c;
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

class Scanner
{
public:
    Scanner(const QString &text, ExpressionError *where) : m_text(text), m_where(where) {}

    Result<QList<Token>> run()
    {
        QList<Token> tokens;
        for (;;) {
            while (m_at < m_text.size() && isBlank(m_text[m_at]))
                ++m_at;
            Token token;
            token.position = int(m_at);
            if (m_at >= m_text.size()) {
                tokens.append(token);
                return tokens;
            }
            const QChar c = narrowed(m_text[m_at]);
            if (c == QLatin1Char('"')) {
                DW_TRY(readText(token));
            } else if (isDigit(c)) {
                readNumber(token);
            } else if (c == QLatin1Char('_') || startsLetter(m_at)) {
                readName(token);
            } else {
                DW_TRY(readSymbol(token, c));
            }
            token.length = int(m_at) - token.position;
            tokens.append(token);
        }
    }

private:
    static bool isBlank(QChar c)
    {
        const QChar n = narrowed(c);
        return n == QLatin1Char(' ') || n == QLatin1Char('\t') || n == QLatin1Char('\n') ||
               n == QLatin1Char('\r') || n.unicode() == 0xA0;
    }

    // Letters of any script: a label typed where a key belongs shall be named as a whole in the error.
    bool startsLetter(qsizetype at) const
    {
        const QChar c = narrowed(m_text[at]);
        if (c.isHighSurrogate() && at + 1 < m_text.size() && m_text[at + 1].isLowSurrogate())
            return QChar::isLetter(QChar::surrogateToUcs4(c, m_text[at + 1]));
        return c.isLetter();
    }

    Error refuse(int position, int length, const QString &key, const QStringList &arguments = {})
    {
        const Error error(ErrorCode::Invalid, key, arguments);
        if (m_where)
            *m_where = {position, length, error};
        return error;
    }

    Result<void> readText(Token &token)
    {
        token.kind = Token::Kind::Text;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (narrowed(c) == QLatin1Char('"') && c == QLatin1Char('"')) {
                if (m_at + 1 < m_text.size() && m_text[m_at + 1] == QLatin1Char('"')) {
                    token.text += c;
                    ++m_at;
                    continue;
                }
                ++m_at;
                token.text = token.text.normalized(QString::NormalizationForm_C);
                return {};
            }
            const bool pair =
                c.isHighSurrogate() && m_at + 1 < m_text.size() && m_text[m_at + 1].isLowSurrogate();
            if (c.unicode() == 0 || (c.isSurrogate() && !pair))
                return badCharacter(m_at);
            token.text += c;
            if (pair)
                token.text += m_text[++m_at];
        }
        return refuse(token.position, int(m_text.size()) - token.position,
                      QStringLiteral("expression.unterminated_text"));
    }

    void readNumber(Token &token)
    {
        token.kind = Token::Kind::Number;
        // The whole run is taken, so that "1e9" and "1.2.3" are named as one bad number.
        while (m_at < m_text.size()) {
            const QChar c = narrowed(m_text[m_at]);
            if (!c.isLetterOrNumber() && c != QLatin1Char('.') && c != QLatin1Char('_'))
                break;
            token.text += c;
            ++m_at;
        }
    }

    void readName(Token &token)
    {
        token.kind = Token::Kind::Name;
        while (m_at < m_text.size()) {
            const QChar c = narrowed(m_text[m_at]);
            if (c.isLetterOrNumber() || c == QLatin1Char('_')) {
                token.text += c;
                ++m_at;
            } else if (startsLetter(m_at)) {
                token.text += m_text[m_at];
                token.text += m_text[m_at + 1];
                m_at += 2;
            } else {
                return;
            }
        }
    }

    Result<void> readSymbol(Token &token, QChar c)
    {
        token.kind = Token::Kind::Symbol;
        const QChar next = m_at + 1 < m_text.size() ? narrowed(m_text[m_at + 1]) : QChar();
        if ((c == QLatin1Char('<') && (next == QLatin1Char('>') || next == QLatin1Char('='))) ||
            (c == QLatin1Char('>') && next == QLatin1Char('='))) {
            token.text = QString(c) + next;
            m_at += 2;
            return {};
        }
        if (c == QLatin1Char('!') && next == QLatin1Char('=')) {
            token.text = QStringLiteral("<>");
            m_at += 2;
            return {};
        }
        if (c.unicode() > 0 && QStringLiteral("(),.+-*/&%=<>").contains(c)) {
            token.text = c;
            ++m_at;
            return {};
        }
        return badCharacter(m_at);
    }

    Error badCharacter(qsizetype at)
    {
        const bool pair =
            m_text[at].isHighSurrogate() && at + 1 < m_text.size() && m_text[at + 1].isLowSurrogate();
        const uint code = pair ? QChar::surrogateToUcs4(m_text[at], m_text[at + 1]) : m_text[at].unicode();
        const bool printable = pair || m_text[at].isPrint();
        const QString shown = printable ? m_text.mid(at, pair ? 2 : 1)
                                        : QStringLiteral("U+%1").arg(code, 4, 16, QLatin1Char('0')).toUpper();
        return refuse(int(at), pair ? 2 : 1, QStringLiteral("expression.bad_character"), {shown});
    }

    const QString &m_text;
    ExpressionError *m_where;
    qsizetype m_at = 0;
};

}  // namespace

Result<QList<Token>> Lexer::tokens(const QString &text, ExpressionError *where)
{
    return Scanner(text, where).run();
}

}  // namespace dw
