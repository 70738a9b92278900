update ballot
set used = :used, answers = :answers, finding = :finding
where survey = :survey
