-- Shaped so that it also holds on a distributed database: the survey's number opens every large
-- key, a large table has one unique constraint, numbers are assigned by the program, and nothing
-- needs a sequence, a trigger or a partial index. Times are UTC milliseconds.

create table survey (
    number        integer not null primary key,
    id            text    not null unique check (length(id) between 1 and 64),
    version       integer not null check (version >= 1),
    mode          text    not null check (mode in ('open', 'coded', 'ballot')),
    state         text    not null check (state in ('draft', 'open', 'closed')),
    opened_ms     integer,
    closes_ms     integer,
    closed_ms     integer,
    journal_head  blob    not null check (length(journal_head) = 32),
    journal_count integer not null check (journal_count >= 0)
) strict;

create table questionnaire (
    survey     integer not null,
    version    integer not null,
    sha256     text    not null check (length(sha256) = 64),
    definition text    not null,
    primary key (survey, version)
) strict, without rowid;

create table unit (
    number integer not null primary key check (number >= 1),
    code   text    not null unique,
    name   text    not null,
    parent text    not null,
    kind   text    not null
) strict;

-- position keeps the order in which they were added: the order of the bureau's document.
create table indicator (
    id         text    not null primary key,
    position   integer not null,
    definition text    not null
) strict, without rowid;

-- unit 0 is none; channel, source and locale are the numbers of docs/journal.md.
create table response (
    survey        integer not null,
    id            blob    not null check (length(id) = 16),
    version       integer not null,
    unit          integer not null,
    channel       integer not null check (channel between 0 and 7),
    source        integer not null check (source between 0 and 3),
    locale        integer not null check (locale between 0 and 1),
    received_ms   integer not null,
    answers       blob    not null,
    weight_micros integer,
    stratum       text    not null,
    batch         integer,
    supplements   blob check (length(supplements) = 16),
    primary key (survey, id)
) strict, without rowid;

-- question is its position in the questionnaire, from 0. A contact's body is sealed. An erased
-- text keeps its hash, so the journal still verifies.
create table response_text (
    survey   integer not null,
    id       blob    not null,
    question integer not null,
    salt     blob check (length(salt) = 16),
    body     blob,
    hash     blob    not null check (length(hash) = 32),
    primary key (survey, id, question),
    check ((salt is null) = (body is null))
) strict, without rowid;

create table journal (
    survey   integer not null,
    position integer not null check (position >= 1),
    id       blob    not null,
    link     blob    not null check (length(link) = 32),
    primary key (survey, position)
) strict, without rowid;

-- The day stands before the unit, so that a range of days is one stretch of the key.
create table tally (
    survey            integer not null,
    version           integer not null,
    question          integer not null,
    day               integer not null,
    unit              integer not null,
    channel           integer not null,
    source            integer not null,
    very_satisfied    integer not null,
    satisfied         integer not null,
    fairly_satisfied  integer not null,
    dissatisfied      integer not null,
    very_dissatisfied integer not null,
    not_applicable    integer not null,
    blank             integer not null,
    by_default        integer not null,
    primary key (survey, version, question, day, unit, channel, source)
) strict, without rowid;

-- month is year * 12 + month - 1.
create table tally_month (
    survey            integer not null,
    version           integer not null,
    question          integer not null,
    month             integer not null,
    unit              integer not null,
    channel           integer not null,
    source            integer not null,
    very_satisfied    integer not null,
    satisfied         integer not null,
    fairly_satisfied  integer not null,
    dissatisfied      integer not null,
    very_dissatisfied integer not null,
    not_applicable    integer not null,
    blank             integer not null,
    by_default        integer not null,
    primary key (survey, version, question, month, unit, channel, source)
) strict, without rowid;

-- used: 0 not yet, 1 used, 2 revoked.
create table code (
    survey   integer not null,
    hash     blob    not null check (length(hash) = 32),
    batch    integer not null,
    unit     integer not null,
    used     integer not null check (used between 0 and 2),
    response blob,
    primary key (survey, hash)
) strict, without rowid;

create table code_batch (
    survey  integer not null,
    number  integer not null,
    unit    integer not null,
    made    integer not null,
    made_ms integer not null,
    primary key (survey, number)
) strict, without rowid;

create table import_batch (
    number        integer not null primary key,
    survey        integer not null,
    file_name     text    not null,
    file_sha256   text    not null,
    map_json      text    not null,
    rows_total    integer not null,
    rows_seen     integer not null,
    rows_accepted integer not null,
    state         text    not null check (state in ('running', 'done', 'undone')),
    reason        text    not null,
    started_ms    integer not null,
    undone_ms     integer
) strict;

create table account (
    name            text    not null primary key,
    password_hash   text    not null,
    role            text    not null check (role in ('viewer', 'officer', 'administrator')),
    created_ms      integer not null,
    failed_logins   integer not null,
    locked_until_ms integer not null
) strict, without rowid;

create table session (
    hash       blob    not null primary key check (length(hash) = 32),
    account    text    not null,
    started_ms integer not null,
    seen_ms    integer not null
) strict, without rowid;

create table token (
    hash       blob    not null primary key check (length(hash) = 32),
    account    text    not null,
    created_ms integer not null
) strict, without rowid;
