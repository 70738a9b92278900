select id, question
from response_text
where survey = :survey
  and not exists (select 1 from response
                  where response.survey = response_text.survey
                    and response.id = response_text.id)
