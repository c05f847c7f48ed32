package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.node.admin.AdminClient;
import org.nucleus.node.admin.Reply;

import java.util.List;

/** The sources that the samples come from, with their demo secrets. */
final class DemoSources {
    static final String XAPI = "demo-xapi-secret";
    static final String CALIPER = "demo-caliper-secret";
    static final String CANVAS = "demo-canvas-secret";
    static final String CHIME = "demo-chime-api-key";
    static final String BBB = "demo-bbb-shared-secret-0001";
    static final String JITSI = "Bearer demo-jitsi-header-secret";
    static final String JAAS = "whsec_demo0000example0000secret0001";
    static final String CLASSY = "demo-classy-adapter-key";

    /** Of what client libraries send, apart from the samples. */
    static final String XAPI_LIBRARIES = "demo-xapi-libraries-secret";

    static final String CALIPER_LIBRARIES = "demo-caliper-libraries-secret";

    /** None of these may be found anywhere. */
    static final List<String> SECRETS =
            List.of(
                    XAPI,
                    CALIPER,
                    CANVAS,
                    CHIME,
                    BBB,
                    "demo-jitsi-header-secret",
                    JAAS,
                    CLASSY,
                    XAPI_LIBRARIES,
                    CALIPER_LIBRARIES);

    private DemoSources() {}

    /** Adds them all to a running node. */
    static void register(AdminClient admin, String keys) throws InterruptedException {
        add(admin, "xapi-demo", "XAPI", XAPI);
        add(admin, "caliper-1", "CALIPER", CALIPER);
        add(admin, "canvas-1", "CANVAS", CANVAS);
        add(admin, "chime-eventbridge", "CHIME", CHIME);
        add(
                admin,
                "bbb-1",
                "BBB",
                BBB,
                "publicUrl",
                "https://collector.example.org/webhooks/bbb-1");
        add(
                admin,
                "bbb-north",
                "BBB",
                BBB,
                "publicUrl",
                "https://collector.example.org/webhooks/bbb-1?site=north&v=2");
        add(admin, "bbb-2", "BBB", BBB);
        add(admin, "jitsi-1", "JITSI", JITSI);
        add(admin, "jaas-1", "JAAS", JAAS);
        add(admin, "classy-1", "CLASSY", CLASSY);
        add(admin, "libraries-xapi", "XAPI", XAPI_LIBRARIES);
        add(admin, "libraries-caliper", "CALIPER", CALIPER_LIBRARIES);
        ObjectNode signed = source("canvas-signed", "CANVAS").put("scheme", "JWKS");
        signed.putObject("policy").put("jwksUrl", keys + "/jwks");
        done(admin.add(signed));
    }

    private static void add(
            AdminClient admin, String id, String format, String secret, String... policy)
            throws InterruptedException {
        ObjectNode source = source(id, format).put("secret", secret);
        if (policy.length > 0) {
            source.putObject("policy").put(policy[0], policy[1]);
        }
        done(admin.add(source));
    }

    private static ObjectNode source(String id, String format) {
        return new ObjectMapper().createObjectNode().put("id", id).put("format", format);
    }

    private static void done(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
    }
}
