-- Where every text came in: officers read the latest comments first, and a response's id says
-- nothing about its time. A text is found here without passing the answers that have none. A
-- ballot's texts are in no order, so they are not here.
create table text_order (
    survey      integer not null,
    position    integer not null check (position >= 1),
    question    integer not null,
    id          blob    not null,
    unit        integer not null,
    received_ms integer not null,
    batch       integer,
    primary key (survey, position, question)
) strict, without rowid;

insert into text_order (survey, position, question, id, unit, received_ms, batch)
select journal.survey, journal.position, response_text.question, journal.id, response.unit,
       response.received_ms, response.batch
from journal
join survey on survey.number = journal.survey and survey.mode <> 'ballot'
join response on response.survey = journal.survey and response.id = journal.id
join response_text on response_text.survey = journal.survey and response_text.id = journal.id;
