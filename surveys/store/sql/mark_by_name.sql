select value from mark where name = :name
