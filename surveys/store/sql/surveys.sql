select number, id, version, mode, state, opened_ms, closes_ms, closed_ms,
       journal_head, journal_count
from survey
order by number
