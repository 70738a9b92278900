select head, length
from audit_end
where id = 1
