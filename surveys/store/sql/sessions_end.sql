delete from session
where account = :account
