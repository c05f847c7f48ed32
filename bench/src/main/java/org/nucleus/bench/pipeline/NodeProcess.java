package org.nucleus.bench.pipeline;

import org.nucleus.bench.fork.GivenSettings;
import org.nucleus.bench.fork.ParentLine;
import org.nucleus.node.services.House;
import org.nucleus.node.services.LocalNode;

import java.time.Clock;
import java.util.List;

/** The node's process, all services as {@code up} runs them: says the collector's port and runs. */
final class NodeProcess {
    private NodeProcess() {}

    /** Arguments: {@code key=value} settings. */
    public static void main(String[] arguments) {
        ParentLine parent = new ParentLine(System.in, System.out);
        try (LocalNode node =
                LocalNode.start(
                        GivenSettings.parse(House.SETTINGS, List.of(arguments)),
                        Clock.systemUTC(),
                        words -> System.err.println(words))) {
            parent.tell(Integer.toString(node.doors().collectorPort()));
            parent.awaitEnd();
        }
        System.exit(0);
    }
}
