select account, started_ms, seen_ms
from session
where hash = :hash
