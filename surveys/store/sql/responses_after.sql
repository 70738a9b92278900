select id, version, unit, channel, source, locale, received_ms, answers,
       weight_micros, stratum, batch, supplements
from response
where survey = :survey and id > :after
order by id
limit :rows
