"""Files nobody should send, by name: each a function that writes one at a path. Heavy ones stay within 200 MB."""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

Writer = Callable[[Path], None]
HEADER = "Order number,Order date,Email,Name,Total,Currency\n"
ROW = "G{n},2026-01-05,good{n}@example.org,Good {n},12.00,EUR\n"
RLO, BOM = "\u202e", "\ufeff"


def table(*rows: str, header: str = HEADER, encoding: str = "utf-8", end: str = "\n") -> Writer:
    def write(path: Path) -> None:
        path.write_bytes((header.rstrip("\n") + end + "".join(row.rstrip("\n") + end for row in rows)).encode(encoding))

    return write


def raw(content: bytes) -> Writer:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def repeated(start: bytes, piece: bytes, times: int, end: bytes = b"") -> Writer:
    """`start`, `piece` many times over, `end`: without holding it in memory."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start)
            for _ in range(times):
                file.write(piece)
            file.write(end)

    return write


def zipped(*members: tuple[str, bytes]) -> Writer:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)

    return write


def _bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("orders.csv", "w", force_zip64=True) as file,
    ):
        for _ in range(1024):
            file.write(b"0" * (1 << 20))


def _symlink_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("orders.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")


def _locked_zip(path: Path) -> None:
    """The flag of encryption set by hand: the library at hand writes none."""
    zipped(("orders.csv", (HEADER + ROW.format(n=1)).encode()))(path)
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        struct.pack_into("<H", data, at + place, struct.unpack_from("<H", data, at + place)[0] | 1)
    path.write_bytes(bytes(data))


def _nested_zip(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("orders.csv", HEADER + ROW.format(n=1))
    zipped(("inner.zip", inner.getvalue()))(path)


def _gzip_bomb(path: Path) -> None:
    with gzip.open(path, "wb") as file:
        for _ in range(1024):
            file.write(b"a" * (1 << 20))


def _cut_gzip(path: Path) -> None:
    whole = gzip.compress((HEADER + "".join(ROW.format(n=n) for n in range(5000))).encode())
    path.write_bytes(whole[: len(whole) // 2])


def _line(**more: object) -> bytes:
    line = {"kind": "order.placed", "at": "2026-01-05T10:00:00Z", "ref": "J1", "amount_minor": 100, "currency": "EUR"}
    return json.dumps(line | {"person": {"email": "a@example.org"}} | more).encode() + b"\n"


def _event(text: str) -> Writer:
    return raw(text.encode("utf-8", "surrogatepass") + b"\n" + _line(ref="ok", id="ok"))


_J = '{"kind":"order.placed","at":"2026-01-05","ref":"J2","currency":"EUR","person":{"email":"a@example.org"},"amount_minor":'

NOISE = random.Random(7).randbytes(300_000)
FILES: dict[str, Writer] = {
    "empty.csv": raw(b""),
    "newlines.csv": raw(b"\n\r\n\r\r\n" * 5000),
    "only-header.csv": raw(HEADER.encode()),
    "no-header.csv": raw(ROW.format(n=1).encode() * 3),
    "bom.csv": raw(BOM.encode() + HEADER.encode() + ROW.format(n=1).encode()),
    "bom-in-the-middle.csv": table(ROW.format(n=1), BOM + ROW.format(n=2), "G3,2026-01-05,g3@example.org,A" + BOM + "B,1.00,EUR"),
    "utf16.csv": table(ROW.format(n=1), encoding="utf-16"),
    "utf16-odd-byte.csv": raw((HEADER + ROW.format(n=1)).encode("utf-16") + b"\x00"),
    "utf32.csv": table(ROW.format(n=1), encoding="utf-32"),
    "utf7.csv": raw(b"Order number,Order date,Email,Name,Total,Currency\nG1,2026-01-05,a@x.org,+BkQGRAZE-,1.00,EUR\n"),
    "windows1256.csv": table(*(f"G{n},2026-01-05,g{n}@example.org,ليلى حداد,12.00,EUR" for n in range(20)), encoding="cp1256"),
    "semicolons.csv": raw((HEADER + ROW.format(n=1)).replace(",", ";").encode()),
    "mixed-newlines.csv": raw((HEADER + ROW.format(n=1)).encode() + b"G2,2026-01-05,g2@x.org,B,1.00,EUR\r\nG3,2026-01-05,g3@x.org,C,1.00,EUR\rG4,2026-01-05,g4@x.org,D,1.00,EUR\n"),
    "nul-bytes.csv": raw(HEADER.encode() + b"G1,2026-01-05,a@x.org,N\x00N,1.00,EUR\n" + ROW.format(n=2).encode()),
    "all-nul.csv": raw(b"\x00" * 100_000),
    "cell-of-10-mb.csv": repeated((HEADER + "G1,2026-01-05,a@x.org,").encode(), b"x" * (1 << 20), 10, (",1.00,EUR\n" + ROW.format(n=2)).encode()),
    "line-of-150-mb.csv": repeated(HEADER.encode(), b"x" * (1 << 20), 150, b"\n" + ROW.format(n=2).encode()),
    "one-line-no-end.csv": repeated(b"", b"a,b;c\t" * (1 << 17), 150),
    "open-quote.csv": repeated((HEADER + 'G1,2026-01-05,a@x.org,"never closed,1.00,EUR\n').encode(), ROW.format(n=3).encode(), 50_000),
    "quotes-only.csv": repeated(HEADER.encode(), b'"' * 4096, 2000),
    "ragged.csv": table("G1", ROW.format(n=2), ",,,,,,,,,,,,", "G4,2026-01-05,a@x.org,A,1.00,EUR,more,and more"),
    "duplicate-headers.csv": table("G1,2026-01-05,a@x.org,b@x.org,A,A,1.00,2.00,EUR", header="Order number,Order date,Email,Email,Name,Name,Total,Total,Currency"),
    "empty-headers.csv": table("G1,2026-01-05,a@x.org,A,1.00,EUR", header=",,,,,"),
    "10000-columns.csv": table(",".join("1" * 10_000), header=",".join(f"c{n}" for n in range(10_000))),
    "long-headers.csv": table("G1,2026-01-05,a@x.org", header="Order number,Order date," + "E" * 500_000),
    "rtl-header.csv": table(ROW.format(n=1), header=f"{RLO}Order number,Order date,{RLO}Email,Name,Total,Currency"),
    "formulae.csv": table("=cmd|' /C calc'!A0,2026-01-05,a@x.org,@SUM(1),1.00,EUR", "+1,2026-01-05,b@x.org,-2+3,1.00,EUR", "\uff1dA1,2026-01-05,c@x.org,\tX,1.00,EUR"),
    "names.csv": table("N1,2026-01-05,n1@x.org,A,1.00,EUR", "N2,2026-01-05,n2@x.org,NULL,1.00,EUR", "N3,2026-01-05,n3@x.org,👩‍👩‍👧‍👦,1.00,EUR", f"N4,2026-01-05,n4@x.org,{'ნ' * 300},1.00,EUR", f"N5,2026-01-05,n5@x.org,{'x' * 5000},1.00,EUR", f"N6,2026-01-05,n6@x.org,a{RLO}b,1.00,EUR", "N7,2026-01-05,n7@x.org,E\u0301lodie,1.00,EUR", "N8,2026-01-05,n8@x.org," + "e\u0301\u0302" * 200 + ",1.00,EUR"),
    "amounts.csv": table(*(f"A{n},2026-01-05,a{n}@x.org,A,{a},EUR" for n, a in enumerate(("-1", "NaN", "inf", "1e9", "10^1000000", "²", "٣٫٥", "١٢٣", '"1.234,50"', "0x10", "-0.0", "1" * 400, "1_000", "--5", "1e400", "1.0.0", "½", "$", "€ 5", "٪5")))),
    "dates.csv": table(*(f"D{n},{d},d{n}@x.org,D,1.00,EUR" for n, d in enumerate(("1970-01-01", "2106-02-08", "+9999-01-01", "0000-00-00", "2026-02-31", "9999-12-31", "0001-01-01", "2026-01-05T10:00:00+99:99", "2026-01-05T25:61:61Z", "1e9", "99999999999999999999", "٢٠٢٦-٠١-٠٥", "2026-13-01", "today", "-2026-01-01", "2026-01-05T10:00:00+24:00")))),
    "currencies.csv": table("C1,2026-01-05,c@x.org,C,1.00,EUR", "C2,2026-01-05,c@x.org,C,1.00,USD", "C3,2026-01-05,c@x.org,C,1.00,???", "C4,2026-01-05,c@x.org,C,1.00,eur", "C5,2026-01-05,c@x.org,C,1.00,EURO"),
    "shared-phone.csv": table("1,2026-01-05,+995 555 12 34 56,Nino A,1.00,EUR", "2,2026-01-05,+995555123456,Giorgi B,1.00,EUR", header="Order number,Order date,Phone,Name,Total,Currency"),
    "emails.csv": table(*(f"E{n},2026-01-05,{e},E,1.00,EUR" for n, e in enumerate(("@", "a@", "a@b", "a" * 400 + "@x.org", "a b@x.org", "É@x.org", "a@x.org\u200b", "<script>@x.org", "a@@x.org", '"a,b"@x.org')))),
    "gzip-called.csv": raw(gzip.compress((HEADER + ROW.format(n=1)).encode())),
    "gzip-cut.csv.gz": _cut_gzip,
    "gzip-bomb.csv.gz": _gzip_bomb,
    "gzip-in-gzip.csv.gz": raw(gzip.compress(gzip.compress((HEADER + ROW.format(n=1)).encode()))),
    "zip-bomb.zip": _bomb,
    "zip-symlink.zip": _symlink_zip,
    "zip-locked.zip": _locked_zip,
    "zip-nested.zip": _nested_zip,
    "zip-absolute.zip": zipped(("/etc/cron.d/x.csv", (HEADER + ROW.format(n=1)).encode())),
    "zip-dots.zip": zipped(("../../../../tmp/x.csv", (HEADER + ROW.format(n=1)).encode())),
    "zip-names.zip": zipped(("CON", b"x"), (f"a{RLO}vsc.exe", b"x"), ("nul\x01.csv", (HEADER + ROW.format(n=1)).encode())),
    "zip-many.zip": zipped(*((f"{n}.txt", b"x") for n in range(20_000))),
    "zip-cut.zip": raw(b"PK\x03\x04" + b"\x00" * 1000),
    "zip-empty.zip": zipped(),
    "book.xlsx": zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"), ("xl/worksheets/sheet1.xml", b"<x/>")),
    "old.xls": raw(b"\xd0\xcf\x11\xe0" + NOISE[:5000]),
    "noise.csv": raw(NOISE),
    "page.csv": raw(b"<!DOCTYPE html><html><body>Session expired</body></html>"),
    "picture.csv": raw(b"\x89PNG\r\n\x1a\n" + NOISE[:3000]),
    "letters.mbox": repeated(b"From a@x.org Mon Jan  5 10:00:00 2026\nFrom: a@x.org\nSubject: x\nMessage-ID: <1@x>\n\n", b"x" * (1 << 20), 100, b"\n\nFrom b@x.org Mon Jan  5 10:00:00 2026\nFrom: b@x.org\nTo: shop@x.org\nMessage-ID: <2@x>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\nHello\n"),
    "cards.vcf": repeated(b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n", b"NOTE:x\n", 100_000, b"EMAIL:a@x.org\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Next\nEMAIL:next@x.org\nEND:VCARD\n"),
    "cards-open.vcf": repeated(b"", b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n", 20_000),
    "cards-folded.vcf": repeated(b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nNOTE:", b"x\n ", 300_000, b"\nEMAIL:a@x.org\nEND:VCARD\n"),
    "deep.jsonl": raw(b"[" * 100_000 + b"\n" + _line(id="ok")),
    "deep-object.jsonl": raw(b'{"kind":' + b'{"a":' * 100_000 + b"\n" + _line(id="ok")),
    "line-of-50-mb.jsonl": repeated(b'{"kind":"note.written","text":"', b"x" * (1 << 20), 50, b'"}\n' + _line(id="ok")),
    "nan.jsonl": _event(_J + "NaN}"),
    "huge-int.jsonl": _event(_J + "9" * 5000 + "}"),
    "minus-zero.jsonl": _event(_J + "-0.0}"),
    "exponent.jsonl": _event(_J + "1e400}"),
    "twice.jsonl": _event(_J + '1,"amount_minor":2}'),
    "surrogate.jsonl": _event('{"kind":"note.written","at":"2026-01-05","text":"\\ud800","person":{"email":"a@x.org"}}'),
    "surrogate-bytes.jsonl": _event('{"kind":"note.written","at":"2026-01-05","text":"\ud800","person":{"email":"a@x.org"}}'),
    "nul.jsonl": _event('{"kind":"note.written","at":"2026-01-05","text":"a\\u0000b","person":{"email":"a@x.org"}}'),
    "zones.jsonl": raw(b"".join(_line(at=at, id=at) for at in ("2026-01-05T10:00:00+99:99", "2026-01-05T10:00:00-23:59", "0000-00-00", "2026-02-31", "+9999-01-01", "1969-12-31T23:59:59Z", "2106-02-07T06:28:16Z"))),
    "array.json": raw(b"[" + b",".join(_line(id=str(n)).strip() for n in range(50)) + b"]"),
    "not-json.jsonl": raw(b"{\n" * 1000),
}  # fmt: skip
