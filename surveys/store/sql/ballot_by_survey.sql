select roster, list_hash, made_ms, used, answers, finding
from ballot
where survey = :survey
