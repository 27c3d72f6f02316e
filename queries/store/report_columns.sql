-- Remembers which columns are ids, which name a row (as written, or without regard to case and dashes), which are
-- rewritten, and which are texts or figures.
--
-- grain:   none
-- inputs:  none
-- params:  ids, exact, folded, rewritten, texts, figures
-- outputs: none
set variable id_columns = $ids;

set variable exact_columns = $exact;

set variable folded_columns = $folded;

set variable rewritten_columns = $rewritten;

set variable text_columns = $texts;

set variable figure_columns = $figures;
