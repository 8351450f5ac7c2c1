"""How is one Parquet file of a table written?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hafawa.analytics import manifest, tables


def write_table(path: Path, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Write `rows`, in the order of the declared columns, as one Parquet file: whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = tables.arrow_schema(table)
    columns = list(zip(*rows, strict=True)) or [() for _ in schema]
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".parquet.part")
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), part, compression="zstd")
    manifest.settle(part, path)


def rows_in(path: Path) -> int:
    """How many rows a Parquet file holds, from its footer."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)
