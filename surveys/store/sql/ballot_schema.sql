-- The file of one ballot. Nothing here has a time, an address or a number that counts up: a used
-- code and an answer have nothing in common but the transaction that wrote them.
create table list (
    survey text not null primary key,
    hash   blob not null check (length(hash) = 32)
) strict, without rowid;

-- use: a keyed hash of the key the answer came with, so that its sender may ask again.
create table code (
    hash blob    not null primary key check (length(hash) = 32),
    used integer not null check (used between 0 and 1),
    use  blob check (length(use) = 32)
) strict, without rowid;

create table answer (
    id      blob    not null primary key check (length(id) = 16),
    version integer not null,
    answers blob    not null
) strict, without rowid;

create table answer_text (
    id       blob    not null,
    question integer not null,
    salt     blob    not null check (length(salt) = 16),
    body     blob    not null,
    hash     blob    not null check (length(hash) = 32),
    primary key (id, question)
) strict, without rowid;
