update import_batch
set state = 'done'
where number = :number and state = 'running'
