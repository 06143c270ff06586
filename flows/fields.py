"""The fields of the forms: what Prefect's pages call them, and how they are filled in.

Titles and descriptions reach the form only through `json_schema_extra`.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from dondoc.language.letters import one_line
from dondoc.settings import from_environment
from flows.known_plans import known_plans

ALL_PLANS = "Mọi kế hoạch"


class _Choices:
    """The plans as a list to choose from, read when the form is deployed; the server refuses any other."""

    def __init__(self, *first: str) -> None:
        self._first = first

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        choices = [*self._first, *known_plans(from_environment())]
        return handler(core) | ({"enum": choices} if choices else {})


def field(title: str, description: str = "", **schema: Any) -> Any:
    """A field's title and description, with further words of JSON Schema."""
    return Field(json_schema_extra={"title": title, "description": description, **schema})


Line = Annotated[str, AfterValidator(one_line)]  # text that goes into subjects, tables and letters
PlanSlug = Annotated[str, _Choices(), field("Kế hoạch", "Chọn trong danh sách.")]
AnyPlan = Annotated[str, _Choices(ALL_PLANS), field("Kế hoạch", "Chọn trong danh sách.")]
AgencyText = Annotated[
    Line,
    field("Đơn vị", "Tên như trong kế hoạch, ví dụ: Phòng Tư pháp. Không cần đủ dấu, hoa thường.", minLength=1),
]
ReportText = Annotated[
    Line,
    field("Kỳ hoặc tên báo cáo", "Ví dụ: 6 tháng. Bỏ trống nếu đơn vị chỉ còn một báo cáo phải gửi lúc này."),
]
By = Annotated[
    Line, field("Người ghi nhận", "Họ và tên; được lưu cùng việc ghi nhận.", minLength=1, pattern=r"\S")
]
Note = Annotated[Line, field("Ghi chú", "Không bắt buộc.")]
DocumentNumber = Annotated[Line, field("Số, ký hiệu văn bản", "Ví dụ: 45/BC-TP. Bỏ trống nếu chưa có.")]
DocumentDate = Annotated[date | None, field("Ngày văn bản", "Bỏ trống (None) nếu không rõ.")]

Receipt = Literal[
    "Đã nhận báo cáo",
    "Đã nhận một phần",
    "Nhận trước bản chụp",
    "Không phát sinh",
    "Hẹn gửi",
    "Không phải báo cáo kỳ này",
]
Objection = Literal["Trả lại", "Đề nghị bổ sung"]
LetterDecision = Literal["Giữ lại", "Cho phát hành"]
Review = Literal[
    "Chuyển cho đơn vị khác",
    "Chuyển cho các cơ quan kế thừa trong danh bạ",
    "Vẫn theo dõi đơn vị cũ",
    "Không phải báo cáo nữa",
]
Whether = Literal["Không chọn", "Có", "Không"]
DayWord = Literal["Trước ngày", "Chậm nhất ngày"]
Pause = Literal["Tạm dừng", "Thôi tạm dừng"]
