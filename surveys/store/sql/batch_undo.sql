-- Only when nothing was added since its rows were recounted.
update import_batch
set state = 'undone', reason = :reason, undone_ms = :now_ms
where number = :number and state <> 'undone' and rows_seen = :rows_seen
