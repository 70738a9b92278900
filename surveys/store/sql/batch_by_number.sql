select import_batch.number, survey.id, file_name, file_sha256, rows_total, rows_seen,
       rows_accepted, import_batch.state, reason, started_ms, map_json, import_batch.survey
from import_batch
join survey on survey.number = import_batch.survey
where import_batch.number = :number
