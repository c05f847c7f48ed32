package org.nucleus.collector.xapi;

/** Activity definitions and their interactions (xAPI 1.0.3 Data 2.4.4.1). */
final class DefinitionRules {
    private static final int NAME = 1;
    private static final int DESCRIPTION = 1 << 1;
    private static final int TYPE = 1 << 2;
    private static final int MORE_INFO = 1 << 3;
    private static final int EXTENSIONS = 1 << 4;
    private static final int INTERACTION = 1 << 5;
    private static final int PATTERN = 1 << 6;
    private static final int CHOICES = 1 << 7;
    private static final int SCALE = 1 << 8;
    private static final int SOURCE = 1 << 9;
    private static final int TARGET = 1 << 10;
    private static final int STEPS = 1 << 11;
    private static final int COMPONENTS = CHOICES | SCALE | SOURCE | TARGET | STEPS;

    private static final int COMPONENT_ID = 1;
    private static final int COMPONENT_DESCRIPTION = 2;

    /** The type is not one of the ten: which components it allows is unknown. */
    private static final int ANY = -1;

    private DefinitionRules() {}

    static void read(Cursor c) {
        if (!c.object("definition")) {
            return;
        }
        int seen = 0;
        int allowed = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            int bit = bit(name);
            if (bit == 0) {
                c.unknown("definition");
                continue;
            }
            seen = c.once(seen, bit);
            switch (bit) {
                case NAME -> MapRules.languages(c, "definition.name");
                case DESCRIPTION -> MapRules.languages(c, "definition.description");
                case TYPE -> c.text("definition.type", Shape.IRI);
                case MORE_INFO -> c.text("definition.moreInfo", Shape.IRL);
                case EXTENSIONS -> MapRules.extensions(c, "definition.extensions");
                case INTERACTION -> allowed = interaction(c);
                case PATTERN -> pattern(c);
                default -> components(c);
            }
        }
        if ((seen & (COMPONENTS | PATTERN | INTERACTION)) != 0) {
            end(c, seen, allowed);
        }
    }

    private static int bit(String name) {
        return switch (name) {
            case "name" -> NAME;
            case "description" -> DESCRIPTION;
            case "type" -> TYPE;
            case "moreInfo" -> MORE_INFO;
            case "extensions" -> EXTENSIONS;
            case "interactionType" -> INTERACTION;
            case "correctResponsesPattern" -> PATTERN;
            case "choices" -> CHOICES;
            case "scale" -> SCALE;
            case "source" -> SOURCE;
            case "target" -> TARGET;
            case "steps" -> STEPS;
            default -> 0;
        };
    }

    /** Reads {@code interactionType}; which lists of components go with it. */
    private static int interaction(Cursor c) {
        if (!c.text("definition.interactionType", Shape.ANY)) {
            return ANY;
        }
        return switch (c.kept()) {
            case "true-false", "fill-in", "long-fill-in", "numeric", "other" -> 0;
            case "choice", "sequencing" -> CHOICES;
            case "likert" -> SCALE;
            case "matching" -> SOURCE | TARGET;
            case "performance" -> STEPS;
            default -> {
                c.violation("definition.interactionType", "value", "must be one of the ten types");
                yield ANY;
            }
        };
    }

    private static void pattern(Cursor c) {
        if (c.array("definition.correctResponsesPattern")) {
            while (c.element()) {
                c.text("definition.correctResponsesPattern", Shape.ANY);
            }
        }
    }

    /** A list of interaction components, each with an id of its own (Data 2.4.4.1, appendix C). */
    private static void components(Cursor c) {
        if (!c.array("component")) {
            return;
        }
        c.keys().open();
        while (c.element()) {
            component(c);
        }
        c.keys().close();
    }

    private static void component(Cursor c) {
        if (!c.object("component")) {
            return;
        }
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "id" -> {
                    seen = c.once(seen, COMPONENT_ID);
                    if (c.text("component.id", Shape.ANY) && !c.keys().add(c.kept())) {
                        c.violation("component.id", "unique", "must be unique in its list");
                    }
                }
                case "description" -> {
                    seen = c.once(seen, COMPONENT_DESCRIPTION);
                    MapRules.languages(c, "component.description");
                }
                default -> c.unknown("component");
            }
        }
        c.require(seen, COMPONENT_ID, "component.id");
    }

    private static void end(Cursor c, int seen, int allowed) {
        if ((seen & INTERACTION) == 0) {
            c.violation("definition.interactionType", "missing", "is required in an interaction");
            return;
        }
        stray(c, seen & ~allowed & CHOICES, "choices");
        stray(c, seen & ~allowed & SCALE, "scale");
        stray(c, seen & ~allowed & SOURCE, "source");
        stray(c, seen & ~allowed & TARGET, "target");
        stray(c, seen & ~allowed & STEPS, "steps");
    }

    private static void stray(Cursor c, int found, String name) {
        if (found != 0) {
            c.violationAt(
                    "/" + name,
                    "definition." + name,
                    "interaction",
                    "does not go with this interactionType");
        }
    }
}
