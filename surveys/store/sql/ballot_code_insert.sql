insert into code (hash, used)
values (:hash, 0)
