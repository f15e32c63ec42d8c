"""One exchange with the web, with its manners and its guard."""

from audit.net.manners import open_exchanger
from audit.net.settings import NetSettings, Timeouts

__all__ = ["NetSettings", "Timeouts", "open_exchanger"]
