package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Option;

import java.util.List;

/** The options that make up a source's policy; an empty text takes a member away. */
final class PolicyOptions {
    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "Page that may send, such as https://lms.example.org; repeatable.")
    private List<String> origins;

    @Option(
            names = "--namespace",
            paramLabel = "IRI",
            description = "Beginning of the IRIs it may write about; repeatable. None: all.")
    private List<String> namespaces;

    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            description = "How many events it may send; 0 for no limit.")
    private Integer eventsPerSecond;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address registered with the sender (BigBlueButton's checksums).")
    private String publicUrl;

    @Option(
            names = "--jwks-url",
            paramLabel = "URL",
            description = "Where the keys of signed Canvas bodies are.")
    private String jwksUrl;

    @Option(
            names = "--header-name",
            paramLabel = "NAME",
            description = "Header that carries the secret of scheme header.")
    private String headerName;

    @Option(
            names = "--authorization",
            paramLabel = "VALUE",
            description =
                    "What a source of scheme hmac must have in Authorization besides its signature;"
                            + " - reads it from standard input, after the secret's line.")
    private String authorization;

    @Option(
            names = "--text",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description =
                    "Keep what people wrote: chat, comments, submissions, transcripts (bbb, canvas,"
                            + " jaas).")
    private Boolean text;

    /** The members that were given; one on standard input is read now. */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "origins", origins);
        put(json, "namespaces", namespaces);
        if (eventsPerSecond != null) {
            json.put("eventsPerSecond", eventsPerSecond);
        }
        put(json, "publicUrl", publicUrl);
        put(json, "jwksUrl", jwksUrl);
        put(json, "headerName", headerName);
        put(
                json,
                "authorization",
                "-".equals(authorization) ? StandardInput.line("--authorization") : authorization);
        if (text != null) {
            json.put("text", text);
        }
        return json;
    }

    private static void put(ObjectNode json, String name, List<String> texts) {
        if (texts != null) {
            ArrayNode array = json.putArray(name);
            texts.stream().filter(one -> !one.isEmpty()).forEach(array::add);
        }
    }

    private static void put(ObjectNode json, String name, String given) {
        if (given != null) {
            json.put(name, given.isEmpty() ? null : given);
        }
    }
}
