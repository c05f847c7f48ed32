package org.nucleus.bench.door;

import org.nucleus.bench.floor.FloorServer;
import org.nucleus.bench.fork.ParentLine;
import org.nucleus.model.Topic;

import java.util.Arrays;

/** The floor's process: says its port and serves until its input ends. */
final class FloorMain {
    private FloorMain() {}

    /**
     * Arguments: records to cut an array into, whether they are keyed, then {@code key=value}
     * settings.
     */
    public static void main(String[] arguments) {
        ParentLine parent = new ParentLine(System.in, System.out);
        DoorSettings settings =
                DoorSettings.parse(Arrays.copyOfRange(arguments, 2, arguments.length));
        FloorServer.Plan plan =
                new FloorServer.Plan(
                        Topic.EVENTS_RECEIVED.name(),
                        settings.eventLoops(),
                        Integer.parseInt(arguments[0]),
                        Boolean.parseBoolean(arguments[1]));
        try (FloorServer floor = FloorServer.start(plan, settings.producerProperties())) {
            parent.tell(Integer.toString(floor.port()));
            parent.awaitEnd();
        }
    }
}
