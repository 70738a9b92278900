select number, survey, file_name, file_sha256, map_json, rows_total, state, reason, started_ms,
       undone_ms
from import_batch
order by number
