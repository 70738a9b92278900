-- What a store is for as a whole: `demo` stands here when all its answers are made up. A mark is
-- set before anything is asked and never taken away.
create table mark (
    name  text not null primary key,
    value text not null
) strict, without rowid;
