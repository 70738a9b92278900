-- A survey opened again keeps its first opening.
update survey
set state = 'open', opened_ms = coalesce(opened_ms, :now_ms), closes_ms = :closes_ms,
    closed_ms = null
where number = :number
