update audit_end
set head = :head, length = :length
where id = 1
