"""Days: working days of Việt Nam, deadlines as they are written, data windows of reports."""

from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
