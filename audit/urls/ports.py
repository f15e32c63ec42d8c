"""Ports that browsers never contact over HTTP."""

BAD_PORTS = frozenset(
    {
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179),
        *(389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636),
        *(989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566),
        *(6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)
"""The blocked ports of the Fetch standard, section "Port blocking": a request there could speak another protocol by accident."""

MORE_BAD_PORTS = frozenset({2375, 2376, 3306, 5432, 6379, 9200, 9300, 11211, 27017})
"""Databases, caches and container engines: no public page lives there, and an HTTP request to one can do harm."""


def is_bad(port: int) -> bool:
    """Whether no web page may be asked for at `port`."""
    return port in BAD_PORTS or port in MORE_BAD_PORTS
