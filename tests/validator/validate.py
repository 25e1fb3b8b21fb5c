"""Run by the environment of the `sssom` package: validates SSSOM tables and prints what it read of them.

For each file a line of JSON: `rows`, a list of the cells that it read. It exits 1 where a table is not valid.
"""

import json
import sys

from sssom.parsers import parse_tsv
from sssom.validators import validate

SLOTS = "record_id subject_id predicate_id predicate_modifier object_id mapping_date comment".split()

for file in sys.argv[1:]:
    table = parse_tsv(file)  # its strict mode (0.4.21) refuses files whose metadata is right
    validate(table)
    cells = table.df.reindex(columns=SLOTS, fill_value="").fillna("").astype(str)
    print(json.dumps({"rows": cells.to_dict("records")}, ensure_ascii=False))
