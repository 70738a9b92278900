select code_batch.number, code_batch.unit, code_batch.made_ms, code_batch.made,
       coalesce(sum(case code.used when 1 then 1 end), 0),
       coalesce(sum(case code.used when 2 then 1 end), 0)
from code_batch
left join code on code.survey = code_batch.survey and code.batch = code_batch.number
where code_batch.survey = :survey
group by code_batch.number, code_batch.unit, code_batch.made_ms, code_batch.made
order by code_batch.number
