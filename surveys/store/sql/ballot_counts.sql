select (select count(*) from code), (select count(*) from code where used = 1),
       (select count(*) from answer)
