-- 0 is coded. A second page inherits its first page's source but burned no code.
select count(*)
from response
where survey = :survey and source = 0 and supplements is null
