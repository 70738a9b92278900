-- The secret ballots that are held with codes: how many codes were made, and the hash over the
-- sorted list of their hashes. Codes and answers of an open one lie in a file of its own. `used`,
-- `answers` and `finding` are written when it is closed; a finding names what did not agree.
create table ballot (
    survey    integer not null primary key,
    roster    integer not null check (roster >= 1),
    list_hash blob    not null check (length(list_hash) = 32),
    made_ms   integer not null,
    used      integer,
    answers   integer,
    finding   text
) strict;
