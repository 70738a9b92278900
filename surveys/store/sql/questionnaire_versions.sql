select version, sha256, definition
from questionnaire
where survey = :survey
order by version
