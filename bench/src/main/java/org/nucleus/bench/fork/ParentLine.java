package org.nucleus.bench.fork;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A forked process's end of the line to the bench; see {@link Fork}. */
public final class ParentLine {
    /** Tells answers from whatever else a process prints. */
    static final String MARK = "bench> ";

    private final BufferedReader in;
    private final PrintStream out;

    /** Over the standard streams, or what a test puts in their place. */
    public ParentLine(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** Says one line. */
    public void tell(String line) {
        out.println(MARK + line);
        out.flush();
    }

    /** The next line from the bench; empty when it wants this process to end. */
    public Optional<String> hear() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear the bench", e);
        }
    }

    /** Returns when the bench wants this process to end. */
    public void awaitEnd() {
        Optional<String> line = hear();
        while (line.isPresent()) {
            line = hear();
        }
    }
}
