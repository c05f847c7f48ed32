package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.nucleus.collector.json.JsonFault;
import org.nucleus.collector.json.JsonReader;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.json.Utf8;
import org.nucleus.model.ActorId;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads the JSON of a request, one statement or an array of them, in a single pass that checks
 * every rule of the specification a write can break. Stateless; any number of threads may share
 * one.
 */
public final class StatementReader {
    /** How deep arrays and objects may nest; more is refused as {@code json.limit}. */
    static final int MOST_NESTING = 200;

    /** Why an array is refused that has more statements than it may. */
    static final Violation TOO_MANY =
            new Violation("", "xapi.request.statements", "must hold fewer statements");

    private static final JsonReader.Limits LIMITS =
            new JsonReader.Limits(MOST_NESTING, 1_000, 8_192);

    static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MOST_NESTING)
                                    .maxNumberLength(1_000)
                                    .maxNameLength(8_192)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final Supplier<UUID> ids;
    private final Forms forms;

    /** A reader that draws the ids of statements with neither id nor timestamp from there. */
    public StatementReader(Supplier<UUID> ids) {
        this(ids, new Forms());
    }

    private StatementReader(Supplier<UUID> ids, Forms forms) {
        this.ids = Objects.requireNonNull(ids, "ids is null");
        this.forms = forms;
    }

    /** Like this one, which knows the forms of statements that the other has read. */
    public StatementReader drawing(Supplier<UUID> other) {
        return new StatementReader(other, forms);
    }

    /**
     * Reads UTF-8 JSON (RFC 8259). A statement without id gets one: with a timestamp uuidv5 over
     * its content and timestamp, so that the same sent again is recognised, else a random one. An
     * empty array is accepted and stores nothing.
     *
     * @param body the statement or array alone
     * @param source id of the source, part of assigned ids
     * @return the statements, or every violation with its pointer into {@code body}; rules are
     *     named {@code json.…} if the JSON itself is at fault and {@code xapi.…} by the
     *     specification
     */
    public ReadOutcome read(Slice body, XapiVersion version, String source) {
        return read(body, version, source, Integer.MAX_VALUE);
    }

    /**
     * Like {@link #read}, for arrays of at most so many statements: reads no further, and refuses
     * one with more by the violation {@link #TOO_MANY} alone.
     */
    ReadOutcome read(Slice body, XapiVersion version, String source, int most) {
        return read(body, new Terms(version, source, Optional.empty(), most));
    }

    /**
     * Like {@link #read}, for a PUT: one statement, no array, whose id is that one or not given.
     *
     * @param id the request's {@code statementId}
     */
    ReadOutcome readOne(Slice body, XapiVersion version, UUID id) {
        return read(body, new Terms(version, "", Optional.of(id), 1));
    }

    /** What a body is read under: with an id, it must be one statement of that id. */
    private record Terms(XapiVersion version, String source, Optional<UUID> id, int most) {}

    private ReadOutcome read(Slice body, Terms terms) {
        Violations violations = new Violations();
        Utf8.fault(body).ifPresent(fault -> violations.add("", fault.rule(), fault.message()));
        if (!violations.isEmpty()) {
            return new ReadOutcome.Refused(violations.list());
        }
        Pass pass = new Pass(body, violations, terms);
        pass.run();
        if (pass.tooMany) {
            return new ReadOutcome.Refused(List.of(TOO_MANY));
        }
        return violations.isEmpty()
                ? new ReadOutcome.Accepted(pass.accepted, pass.array)
                : new ReadOutcome.Refused(violations.list());
    }

    /** The reading of one body. */
    private final class Pass {
        private final Slice body;
        private final Violations violations;
        private final Terms terms;
        private final Forms.Row row;
        private final FormReader formReader;
        private final List<AcceptedStatement> accepted = new ArrayList<>();
        private Set<UUID> batch = Set.of();
        private boolean array;
        private boolean tooMany;

        private Pass(Slice body, Violations violations, Terms terms) {
            this.body = body;
            this.violations = violations;
            this.terms = terms;
            this.row = forms.of(terms.source());
            this.formReader = new FormReader(body, terms.version());
        }

        private void run() {
            JsonReader reader = new JsonReader(body, LIMITS);
            try {
                Cursor c = new Cursor(reader, violations, terms.version());
                if (!c.next()) {
                    violations.add("", "json.empty", "must hold a statement or an array");
                    return;
                }
                array = c.token() == JsonToken.START_ARRAY;
                if (array && terms.id().isPresent()) {
                    violations.add("", "xapi.request.single", "a PUT must hold one statement");
                    c.skip();
                } else if (array) {
                    batch(c);
                } else {
                    statement(c);
                }
                if (!tooMany) {
                    end(c);
                }
            } catch (JsonFault fault) {
                fault(reader.pointer(), fault);
            }
        }

        private void fault(String pointer, JsonFault fault) {
            switch (fault.kind()) {
                case LIMIT ->
                        violations.add(
                                pointer,
                                "json.limit",
                                "nests too deeply or holds a name or number that is too long");
                case SYNTAX ->
                        violations.add(
                                pointer,
                                "json.syntax",
                                "is malformed JSON at byte " + fault.offset());
            }
        }

        private void end(Cursor c) {
            try {
                if (!c.next()) {
                    return;
                }
            } catch (JsonFault ignored) {
                // Told below like any other trailing bytes.
            }
            violations.add("", "json.trailing", "must end after the statement or array");
        }

        private void batch(Cursor c) {
            batch = new HashSet<>();
            int statements = 0;
            while (!tooMany && c.element()) {
                statements++;
                if (statements > terms.most()) {
                    tooMany = true;
                } else {
                    statement(c);
                }
            }
        }

        private void statement(Cursor c) {
            int start = c.tokenStart();
            Draft draft = draft(c, start);
            if (draft == null) {
                return;
            }
            if (array && draft.id().isPresent() && !batch.add(draft.id().get())) {
                c.violationAt("/id", "statement.id", "batch", "must not occur twice in a batch");
            }
            if (terms.id().isPresent()
                    && draft.id().isPresent()
                    && !draft.id().equals(terms.id())) {
                c.violationAt("/id", "statement.id", "other", "must be the statementId");
            }
            if (violations.isEmpty()) {
                accepted.add(accept(since(start, c), draft));
            }
        }

        /**
         * What the statement at the cursor says, by its form or by the rules; null if it is none.
         */
        private Draft draft(Cursor c, int start) {
            boolean worthwhile =
                    c.token() == JsonToken.START_OBJECT && row.worthwhile() && violations.isEmpty();
            if (worthwhile) {
                Form form = row.find(formReader, body.from() + start);
                if (form != null) {
                    c.pass(formReader.end() - body.from());
                    return formReader.draft(form);
                }
            }
            Blanks blanks = new Blanks(start, worthwhile);
            c.note(blanks);
            if (!StatementRules.read(c)) {
                return null;
            }
            if (violations.isEmpty()) {
                blanks.form(since(start, c), terms.version(), c.draft()).ifPresent(row::remember);
            }
            return c.draft();
        }

        /** The bytes from that offset of the input to behind the current token. */
        private Slice since(int start, Cursor c) {
            return new Slice(body.bytes(), body.from() + start, body.from() + c.tokenEnd());
        }

        private AcceptedStatement accept(Slice statement, Draft draft) {
            UUID id = draft.id().isPresent() ? draft.id().get() : assigned(statement, draft);
            String actor =
                    draft.actor().isPresent()
                            ? draft.actor().get()
                            : ActorId.anonymous(id.toString());
            return new AcceptedStatement(id, actor, draft.attachments(), statement);
        }

        private UUID assigned(Slice statement, Draft draft) {
            if (terms.id().isPresent()) {
                return terms.id().get();
            }
            return draft.hasTimestamp()
                    ? EventId.of(terms.source(), StatementContents.of(statement).dedupeKey())
                    : ids.get();
        }
    }
}
