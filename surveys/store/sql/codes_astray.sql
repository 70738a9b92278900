-- Used codes without their response, and unused ones that name one.
select hash, used
from code
where survey = :survey
  and (used = 1) <> exists (select 1 from response
                            where response.survey = code.survey and response.id = code.response
                              and response.source = 0)
