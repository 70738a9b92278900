select account, created_ms
from token
where hash = :hash
