package org.nucleus.bench.load;

import org.nucleus.bench.fork.ParentLine;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The load generator's process: a {@link LoadPlan} a line in, a {@link LoadResult} a line out. */
public final class LoadMain {
    private LoadMain() {}

    /** Ends with its input. */
    public static void main(String[] ignored) throws IOException {
        ParentLine parent = new ParentLine(System.in, System.out);
        Clock clock = Clock.systemUTC();
        for (Optional<String> line = parent.hear(); line.isPresent(); line = parent.hear()) {
            parent.tell(LoadLoop.run(LoadPlan.parse(line.get()), clock).line());
        }
    }
}
