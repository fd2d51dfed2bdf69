select coalesce(max(version_number), 0) from lexicon_activations where seq = (select max(seq) from lexicon_activations);
