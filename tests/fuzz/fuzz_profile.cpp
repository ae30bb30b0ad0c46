// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of service profiles: whatever it takes keeps every promise that the network door relies on.
#include "expect.h"
#include "service/profile.h"

#include <QCoreApplication>
#include <QSslCertificate>

using namespace Qt::StringLiterals;
using namespace ttp;
using fuzz::expect;

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static QCoreApplication application(*argc, *argv); // plug-ins for TLS are found through it
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    if (bytes.contains("ca_file")) {
        return 0; // an input must not name files of this machine
    }
    const auto read = service::readProfile(bytes, u"/nonexistent"_s);
    if (!read) {
        expect(!read.error().facts.isEmpty(), "an error says what is wrong");
        return 0;
    }
    const QUrl &url = read->baseUrl;
    expect(url.isValid() && url.scheme() == "https"_L1, "only https", url.toString());
    expect(!read->host().isEmpty() && !url.hasQuery() && !url.hasFragment(), "a host, and nothing after the path", url.toString());
    expect(url.userInfo().isEmpty(), "no credentials in an address", url.toString());
    expect(!url.path().endsWith(u'/'), "no slash at the end", url.toString());
    for (const QChar character : read->host()) {
        expect(character.unicode() > 0x20 && character.unicode() < 0x7F, "the host is ASCII", read->host());
    }
    expect(read->isPractice() || !read->keys.isEmpty(), "production has keys");
    expect(read->pins.isEmpty() || (read->pins.size() >= 2 && read->pinsExpire.isValid()), "pins have a spare and an end");
    expect(read->caPem.isEmpty() || !QSslCertificate::fromData(read->caPem, QSsl::Pem).isEmpty(), "own roots are certificates");
    const auto again = service::readProfile(bytes, u"/nonexistent"_s);
    expect(again && again->id == read->id && again->baseUrl == url && again->pins == read->pins, "read twice, read the same");
    return 0;
}
