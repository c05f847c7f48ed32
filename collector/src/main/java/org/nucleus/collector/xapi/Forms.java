package org.nucleus.collector.xapi;

/**
 * The forms of statements that sources sent lately, a few for each source. Shared by any number of
 * threads without a lock: forms never change, and what a race forgets is read by the rules and
 * remembered again. Of fixed size.
 */
final class Forms {
    private static final int ROWS = 256;

    private final Row[] rows = new Row[ROWS];

    /** The forms of a source; those of two sources may share a row. */
    Row of(String source) {
        int index = Math.floorMod(source.hashCode(), ROWS);
        Row row = rows[index];
        if (row == null) {
            row = new Row();
            rows[index] = row;
        }
        return row;
    }

    /** The latest used first. */
    static final class Row {
        private static final int MOST = 4;
        private static final int LUCKIEST = 64;
        private static final int NOW_AND_THEN = 16;

        private final Form[] forms = new Form[MOST];
        private int luck = MOST;
        private int turn;

        /**
         * Whether forms have been of use lately: where every statement is of another, looking for
         * one costs more than it saves, and is tried only now and then.
         */
        boolean worthwhile() {
            return luck > 0 || ++turn % NOW_AND_THEN == 0;
        }

        /**
         * The form that the statement at that place is of; null where none is known.
         *
         * @param reader stands at the statement's end afterwards
         */
        Form find(FormReader reader, int from) {
            for (int i = 0; i < MOST; i++) {
                Form form = forms[i];
                if (form != null && reader.reads(form, from)) {
                    forms[i] = forms[0];
                    forms[0] = form;
                    luck = Math.min(luck + 1, LUCKIEST);
                    return form;
                }
            }
            luck = Math.max(luck - 1, 0);
            return null;
        }

        /** Takes the place of the least lately used. */
        void remember(Form form) {
            System.arraycopy(forms, 0, forms, 1, MOST - 1);
            forms[0] = form;
        }
    }
}
