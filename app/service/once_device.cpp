// SPDX-License-Identifier: GPL-3.0-or-later
#include "once_device.h"

namespace ttp::service {

OnceDevice::OnceDevice(std::unique_ptr<QIODevice> source, qint64 length, QObject *parent)
    : QIODevice(parent), m_source(std::move(source)), m_left(length)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OnceDevice::atEnd() const
{
    return m_left == 0;
}

qint64 OnceDevice::readData(char *data, qint64 maxSize)
{
    if (m_left == 0) {
        return -1;
    }
    const qint64 read = m_source->read(data, qMin(maxSize, m_left));
    if (read <= 0) {
        m_failed = true;
        setErrorString(m_source->errorString());
        return -1;
    }
    m_left -= read;
    return read;
}

} // namespace ttp::service
