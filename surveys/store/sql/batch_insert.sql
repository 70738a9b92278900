insert into import_batch (number, survey, file_name, file_sha256, map_json, rows_total, rows_seen,
                          rows_accepted, state, reason, started_ms)
values (:number, :survey, :file_name, :file_sha256, :map_json, :rows_total, 0,
        0, 'running', '', :started_ms)
