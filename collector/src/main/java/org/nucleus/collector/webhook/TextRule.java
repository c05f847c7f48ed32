package org.nucleus.collector.webhook;

/** What a format does to members before {@link CommonRedaction}, in the same walk. */
public interface TextRule {
    /** Nothing. */
    TextRule NONE =
            new TextRule() {
                @Override
                public boolean cuts(String name) {
                    return false;
                }

                @Override
                public String kept(String name, String text) {
                    return text;
                }
            };

    /** Whether no member of that name is kept. */
    boolean cuts(String name);

    /**
     * What to keep of a text.
     *
     * @param name of the member as sent; empty for an element of an array
     */
    String kept(String name, String text);
}
