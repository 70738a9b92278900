update survey
set journal_head = :head, journal_count = :count
where number = :number
