insert into session (hash, account, started_ms, seen_ms)
values (:hash, :account, :started_ms, :seen_ms)
on conflict (hash) do update
set account = excluded.account, started_ms = excluded.started_ms, seen_ms = excluded.seen_ms
