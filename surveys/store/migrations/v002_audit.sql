-- Who did what at the desk: a hash chain described in docs/journal.md. result: 0 done, 1 refused,
-- 2 failed.
create table audit (
    number integer not null primary key check (number >= 1),
    at_ms  integer not null,
    who    text    not null,
    act    text    not null,
    object text    not null,
    result integer not null check (result between 0 and 2),
    link   blob    not null check (length(link) = 32)
) strict;

-- One row: where the chain ends, so that a tail that was cut off is seen.
create table audit_end (
    id     integer not null primary key check (id = 1),
    head   blob    not null check (length(head) = 32),
    length integer not null check (length >= 0)
) strict;

insert into audit_end (id, head, length)
values (1, zeroblob(32), 0);
