delete from account
where name = :name
