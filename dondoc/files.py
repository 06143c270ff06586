"""Files that people write: read whole but never endlessly, and why one can't be read, in Vietnamese."""

import errno
import shutil
import stat
from pathlib import Path
from tempfile import NamedTemporaryFile

MOST_BYTES = 4 * 1024 * 1024

_REASONS = {
    errno.ENOENT: "không có tệp này",
    errno.ENOTDIR: "không có tệp này: một đoạn của đường dẫn không phải thư mục",
    errno.EACCES: "không có quyền đọc tệp này",
    errno.EPERM: "không có quyền đọc tệp này",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ELOOP: "liên kết trỏ vòng quanh, không tới tệp nào",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EINVAL: "đây không phải tệp thường",
}


def read_file(path: Path) -> bytes:
    """The bytes of a regular file, one more than MOST_BYTES at most, so that too many can be told.

    Raises OSError; a folder, a pipe or a device is refused without being opened, since a pipe never ends.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(code, "not a regular file", str(path))
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def write_file(path: Path, data: bytes) -> None:
    """Replace what a file holds, whole or not at all, keeping who may read it. Raises OSError."""
    target = path.resolve()
    with NamedTemporaryFile(dir=target.parent, prefix=".", suffix=".tmp", delete=False) as file:
        written = Path(file.name)
        try:
            file.write(data)
            file.close()
            if target.exists():
                shutil.copymode(target, written)
            written.replace(target)
        except OSError:
            written.unlink()
            raise


def is_folder(path: Path) -> bool:
    """The path is a folder that can be seen; a path that no file system takes is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Something that can be seen lies at the path."""
    try:
        return path.exists()
    except OSError:
        return False


def listed(folder: Path, pattern: str) -> list[Path]:
    """What a folder has under a pattern, in order; nothing where it can't be seen."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def reason(error: OSError) -> str:
    """Why a file can't be read, in a few words that end a sentence."""
    return _REASONS.get(error.errno or 0, f"không đọc được tệp ({error.strerror})")
