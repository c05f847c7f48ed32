package org.nucleus.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The secrets of one source, and how they change: by label in the order added, of a label the one
 * in use before those that a rotation left, the youngest first.
 *
 * @param all of them
 */
record Credentials(List<Credential> all) {
    Credentials {
        all = List.copyOf(all);
    }

    /** Whether a source may have exactly these. */
    boolean areUsable() {
        Map<String, List<Credential>> byLabel = byLabel();
        return !all.isEmpty()
                && all.getFirst().expires().isEmpty()
                && byLabel.size() <= Source.MOST_LABELS
                && byLabel.values().stream().allMatch(Credentials::isRotation);
    }

    private static boolean isRotation(List<Credential> ofLabel) {
        return ofLabel.size() <= Source.MOST_CREDENTIALS
                && ofLabel.stream().skip(1).allMatch(older -> older.expires().isPresent());
    }

    /** With a new one in place of the one of its label, which stays good until {@code end}. */
    List<Credential> rotated(Credential next, Instant now, Instant end) {
        Map<String, List<Credential>> byLabel = byLabel();
        byLabel.replaceAll(
                (label, credentials) ->
                        credentials.stream().filter(one -> one.isTakenAt(now)).toList());
        List<Credential> older = byLabel.getOrDefault(next.label(), List.of());
        byLabel.put(
                next.label(),
                Stream.concat(
                                Stream.of(next),
                                older.stream()
                                        .map(one -> one.until(end))
                                        .filter(one -> one.isTakenAt(now))
                                        .limit(Source.MOST_CREDENTIALS - 1L))
                        .toList());
        return listed(byLabel);
    }

    /** With one more, whose label none has. */
    List<Credential> with(Credential more) {
        List<Credential> list = new ArrayList<>(all);
        list.add(more);
        return list;
    }

    /** Without those of a label, else without the one of a fingerprint. */
    List<Credential> without(String labelOrFingerprint) {
        boolean labelled = all.stream().anyMatch(one -> one.label().equals(labelOrFingerprint));
        List<Credential> left =
                all.stream()
                        .filter(
                                one ->
                                        !(labelled ? one.label() : one.fingerprint())
                                                .equals(labelOrFingerprint))
                        .toList();
        return listed(new Credentials(left).byLabel());
    }

    private Map<String, List<Credential>> byLabel() {
        Map<String, List<Credential>> byLabel = new LinkedHashMap<>();
        all.forEach(
                one -> byLabel.computeIfAbsent(one.label(), ignored -> new ArrayList<>()).add(one));
        return byLabel;
    }

    /** Labels without one in use come last. */
    private static List<Credential> listed(Map<String, List<Credential>> byLabel) {
        return byLabel.values().stream()
                .filter(ofLabel -> !ofLabel.isEmpty())
                .sorted((one, other) -> Boolean.compare(isOver(one), isOver(other)))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isOver(List<Credential> ofLabel) {
        return ofLabel.getFirst().expires().isPresent();
    }
}
