package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.Violation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides on a request that writes statements, before anything is stored (xAPI 1.0.3 Communication
 * 1.3, 1.5, 2.1, 3.3). Stateless; any number of threads may share one.
 */
public final class StatementsIntake {
    private static final String STATEMENT_ID = "statementId";

    private final StatementReader reader;

    /** An intake that reads JSON with that reader. */
    public StatementsIntake(StatementReader reader) {
        this.reader = reader;
    }

    /**
     * Checks the request whole: method, version, query, content type, multipart, every statement,
     * every attachment and signature. The alternate syntax of 1.0.3 is taken apart first.
     */
    public StatementsOutcome decide(StatementsRequest request) {
        return decide(request, Integer.MAX_VALUE);
    }

    /**
     * Like {@link #decide(StatementsRequest)}; a request with more than {@code most} statements is
     * refused with {@link StatementsOutcome#TOO_MANY} as soon as that is seen.
     */
    public StatementsOutcome decide(StatementsRequest request, int most) {
        if (!request.alternate()) {
            return new Decision(request, most).outcome();
        }
        return switch (AlternateSyntax.unwrap(request)) {
            case AlternateSyntax.Outcome.Unwrapped unwrapped ->
                    new Decision(unwrapped.request(), most).outcome();
            case AlternateSyntax.Outcome.Malformed malformed ->
                    new StatementsOutcome.Refuse(400, malformed.violations());
        };
    }

    /** One decision. */
    private final class Decision {
        private final StatementsRequest request;
        private final int most;
        private final Violations violations = new Violations();

        private Decision(StatementsRequest request, int most) {
            this.request = request;
            this.most = most;
        }

        private StatementsOutcome outcome() {
            boolean put = request.method().equals("PUT");
            if (!put && !request.method().equals("POST")) {
                fault("method", "statements are written with POST or PUT");
                return refuse(405);
            }
            Optional<XapiVersion> version = version();
            query(put ? Set.of(STATEMENT_ID) : Set.of());
            Optional<UUID> id = put ? statementId() : Optional.empty();
            Optional<MediaType> type = contentType();
            if (!violations.isEmpty()) {
                return refuse(400);
            }
            return body(version.orElseThrow(), type.orElseThrow(), id);
        }

        private Optional<XapiVersion> version() {
            Optional<XapiVersion> version = XapiVersion.fromHeader(request.version());
            if (version.isEmpty()) {
                fault("version", XapiVersion.HEADER + " must be 1.0.x or 2.0.x");
            }
            return version;
        }

        private void query(Set<String> allowed) {
            for (Map.Entry<String, List<String>> parameter : request.query().entrySet()) {
                if (!allowed.contains(parameter.getKey())) {
                    fault("query", "the query must not hold parameters that are not its own");
                }
            }
        }

        private Optional<UUID> statementId() {
            List<String> values = request.query().getOrDefault(STATEMENT_ID, List.of());
            Optional<UUID> id = values.size() == 1 ? Hex.uuid(values.get(0)) : Optional.empty();
            if (id.isEmpty()) {
                fault("statementId", "a PUT must have one statementId that is a uuid");
            }
            return id;
        }

        private Optional<MediaType> contentType() {
            Optional<MediaType> type = MediaType.parse(request.contentType());
            boolean json = type.filter(this::json).isPresent();
            boolean mixed = type.filter(t -> t.type().equals("multipart/mixed")).isPresent();
            if (!json && !mixed) {
                fault("contentType", "must be application/json in UTF-8, or multipart/mixed");
            }
            return type;
        }

        private boolean json(MediaType type) {
            return type.type().equals("application/json")
                    && type.parameters().getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8");
        }

        private StatementsOutcome body(
                XapiVersion version, MediaType type, Optional<UUID> statementId) {
            List<Multipart.Part> parts = List.of();
            Slice statements = request.body();
            if (!json(type)) {
                String boundary = type.parameters().getOrDefault("boundary", "");
                parts = Multipart.parts(request.body(), boundary, violations);
                if (!violations.isEmpty() || !firstIsJson(parts)) {
                    return refuse(400);
                }
                statements = parts.get(0).content();
                parts = parts.subList(1, parts.size());
            }
            ReadOutcome read =
                    statementId.isPresent()
                            ? reader.readOne(statements, version, statementId.get())
                            : reader.read(statements, version, request.source(), most);
            return switch (read) {
                case ReadOutcome.Refused refused ->
                        new StatementsOutcome.Refuse(status(refused), refused.violations());
                case ReadOutcome.Accepted accepted ->
                        attached(
                                version,
                                accepted.statements(),
                                parts,
                                answer(accepted.array(), statementId.isPresent()));
            };
        }

        private static int status(ReadOutcome.Refused refused) {
            return refused.violations().contains(StatementReader.TOO_MANY)
                    ? StatementsOutcome.TOO_MANY
                    : 400;
        }

        private static StatementsOutcome.Answer answer(boolean array, boolean put) {
            if (put) {
                return StatementsOutcome.Answer.NO_CONTENT;
            }
            return array ? StatementsOutcome.Answer.IDS : StatementsOutcome.Answer.ID;
        }

        private boolean firstIsJson(List<Multipart.Part> parts) {
            boolean json =
                    MediaType.parse(parts.get(0).header("content-type"))
                            .filter(this::json)
                            .isPresent();
            if (!json) {
                fault("firstPart", "the first part must be application/json in UTF-8");
            }
            return json;
        }

        private StatementsOutcome attached(
                XapiVersion version,
                List<AcceptedStatement> statements,
                List<Multipart.Part> parts,
                StatementsOutcome.Answer answer) {
            Map<String, AttachmentPart> byHash =
                    AttachmentParts.match(statements, parts, violations);
            new Signatures(reader, version, violations).check(statements, byHash);
            if (!violations.isEmpty()) {
                return refuse(400);
            }
            return new StatementsOutcome.Store(
                    version,
                    byHash.isEmpty()
                            ? statements
                            : statements.stream().map(one -> TrueLengths.of(one, byHash)).toList(),
                    byHash,
                    answer);
        }

        private void fault(String kind, String message) {
            violations.add(new Violation("", "xapi.request." + kind, message));
        }

        private StatementsOutcome refuse(int status) {
            return new StatementsOutcome.Refuse(status, violations.list());
        }
    }
}
