select name, password_hash, role, created_ms, failed_logins, locked_until_ms
from account
order by name
