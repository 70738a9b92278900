select hash, started_ms, seen_ms
from session
where account = :account
