select journal.position, journal.link, journal.id, response.id is null,
       response.id, version, unit, channel, source, locale, received_ms, answers,
       weight_micros, stratum, batch, supplements
from journal
left join response on response.survey = journal.survey and response.id = journal.id
where journal.survey = :survey
order by journal.position
