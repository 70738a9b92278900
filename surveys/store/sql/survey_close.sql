update survey
set state = 'closed', closed_ms = :now_ms
where number = :number
