-- Newest first; an empty name or act stands for all of them.
select number, at_ms, who, act, object, result
from audit
where number < :before and (:who = '' or who = :who) and (:act = '' or act = :act)
order by number desc
limit :entries_max
