insert into survey (number, id, version, mode, state, journal_head, journal_count)
values (:number, :id, :version, :mode, 'draft', zeroblob(32), 0)
