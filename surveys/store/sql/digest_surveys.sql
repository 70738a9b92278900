-- Without the journal's end, which every answer moves and verification checks by itself.
select survey.number, survey.id, survey.version, survey.mode, survey.state, survey.opened_ms,
       survey.closes_ms, survey.closed_ms, questionnaire.version, questionnaire.sha256
from survey
join questionnaire on questionnaire.survey = survey.number
order by survey.number, questionnaire.version
