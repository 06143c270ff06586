"""What is typed into a form becomes one line of letters before anything is recorded."""

from pydantic import TypeAdapter

from flows.fields import By, DocumentNumber


def test_a_field_is_one_line() -> None:
    assert TypeAdapter(DocumentNumber).validate_python("45\n/BC\x07 ") == "45 /BC"
    assert TypeAdapter(By).validate_python("Chi\u0323\tHoa") == "Chị Hoa"
