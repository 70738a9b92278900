insert into token (hash, account, created_ms)
values (:hash, :account, :created_ms)
on conflict (hash) do update
set account = excluded.account, created_ms = excluded.created_ms
