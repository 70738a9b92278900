insert into account (name, password_hash, role, created_ms, failed_logins, locked_until_ms)
values (:name, :password_hash, :role, :created_ms, :failed_logins, :locked_until_ms)
on conflict (name) do update
set password_hash = excluded.password_hash, role = excluded.role,
    created_ms = excluded.created_ms, failed_logins = excluded.failed_logins,
    locked_until_ms = excluded.locked_until_ms
