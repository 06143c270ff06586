"""The form “Ghi nhận báo cáo”: which of the things that an agency may do is recorded."""

from datetime import date

from dondoc.actions import reports
from dondoc.actions.partial import receive_part
from dondoc.actions.reports import Recorded
from dondoc.tracking.obligations import EventKind
from flows.answers import Desk
from flows.fields import Receipt


def record_receipt(
    desk: Desk,
    obligation_id: str,
    action: Receipt,
    day: date,
    *,
    document_number: str,
    document_date: date | None,
    note: str,
) -> Recorded:
    """Records the paper (or its absence); `day` is the stamp of văn thư, for a promise the promised day."""
    store, key, number = desk.store, desk.key, document_number.strip()
    match action:
        case "Đã nhận một phần":
            part = reports.Draft(
                obligation_id=obligation_id,
                kind=EventKind.SUBMITTED,
                received_on=day,
                document_number=number,
                document_date=document_date,
            )
            return receive_part(store, part, note, key=key, **desk.signature)
        case "Nhận trước bản chụp":
            return reports.receive_in_advance(
                store, obligation_id, received_on=day, note=note, key=key, **desk.signature
            )
        case "Hẹn gửi":
            return reports.promise(store, obligation_id, promised_day=day, note=note, key=key, **desk.signature)
        case "Không phải báo cáo kỳ này":
            return reports.exempt(
                store, obligation_id, document_number=number, note=note, key=key, **desk.signature
            )
        case "Đã nhận báo cáo" | "Không phát sinh":
            record = reports.submit if action == "Đã nhận báo cáo" else reports.nil_return
            return record(
                store,
                obligation_id,
                received_on=day,
                document_number=number,
                document_date=document_date,
                note=note,
                key=key,
                **desk.signature,
            )
