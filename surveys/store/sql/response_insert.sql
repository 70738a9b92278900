-- Changes no row when the id is there already: what is kept is never overwritten.
insert into response (survey, id, version, unit, channel, source, locale, received_ms, answers,
                      weight_micros, stratum, batch, supplements)
values (:survey, :id, :version, :unit, :channel, :source, :locale, :received_ms, :answers,
        :weight_micros, :stratum, :batch, :supplements)
on conflict (survey, id) do nothing
