// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle_devices.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace ttp::vault {

BundleContent::BundleContent(QByteArray beginning, const std::vector<BundleEntry> &entries)
    : m_beginning(std::move(beginning)), m_entries(entries), m_left(m_beginning.size())
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool BundleContent::openNext()
{
    if (m_device && m_device->read(1).size() != 0) {
        setErrorString(u"a file grew while it was exported"_s);
        return false;
    }
    m_device.reset();
    if (++m_current > m_entries.size()) {
        return true;
    }
    const BundleEntry &entry = m_entries[m_current - 1];
    auto opened = entry.source->open();
    if (!opened) {
        setErrorString(opened.error());
        return false;
    }
    m_device = std::move(*opened);
    m_left = entry.bytes;
    return true;
}

qint64 BundleContent::readData(char *data, qint64 maxSize)
{
    while (m_left == 0) {
        if (atEnd()) {
            return 0;
        }
        if (!openNext()) {
            return -1;
        }
    }
    const qint64 wanted = qMin(maxSize, m_left);
    qint64 count = wanted;
    if (m_current == 0) {
        std::memcpy(data, m_beginning.constData() + (m_beginning.size() - m_left), std::size_t(wanted));
    } else {
        count = m_device->read(data, wanted);
        if (count <= 0) {
            setErrorString(count == 0 ? u"a file shrank while it was exported"_s : m_device->errorString());
            return -1;
        }
    }
    m_left -= count;
    return count;
}

qint64 PartDevice::readData(char *data, qint64 maxSize)
{
    const qint64 wanted = qMin(maxSize, m_size - pos());
    if (wanted <= 0) {
        return 0;
    }
    const qint64 count = m_whole->seek(m_start + pos()) ? m_whole->read(data, wanted) : -1;
    if (count <= 0) { // its size was proved, so there is something to be read
        setErrorString(m_whole->errorString());
        return -1;
    }
    return count;
}

} // namespace ttp::vault
