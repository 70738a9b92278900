select definition
from questionnaire
where survey = :survey and version = :version
