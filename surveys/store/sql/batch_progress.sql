update import_batch
set rows_seen = :rows_seen, rows_accepted = rows_accepted + :accepted
where number = :number and state = 'running'
