delete from token
where account = :account
