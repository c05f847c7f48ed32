package org.nucleus.node.admin;

import java.util.Map;

/** What the command line calls the members of the admin API's documents. */
final class Words {
    private static final Map<String, String> BY_POINTER =
            Map.ofEntries(
                    Map.entry("/id", "ID"),
                    Map.entry("/format", "--format"),
                    Map.entry("/tenant", "--tenant"),
                    Map.entry("/scheme", "--scheme"),
                    Map.entry("/secret", "--secret"),
                    Map.entry("/overlapSeconds", "--overlap"),
                    Map.entry("/policy/origins", "--origin"),
                    Map.entry("/policy/namespaces", "--namespace"),
                    Map.entry("/policy/eventsPerSecond", "--events-per-second"),
                    Map.entry("/policy/publicUrl", "--public-url"),
                    Map.entry("/policy/jwksUrl", "--jwks-url"),
                    Map.entry("/policy/headerName", "--header-name"),
                    Map.entry("/policy/authorization", "--authorization"),
                    Map.entry("/policy/text", "--text"));

    private Words() {}

    /** The option that a JSON pointer, or the start of it, is given by; else the pointer itself. */
    static String of(String pointer) {
        String known = pointer;
        while (!known.isEmpty()) {
            String word = BY_POINTER.get(known);
            if (word != null) {
                return word;
            }
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return pointer;
    }
}
