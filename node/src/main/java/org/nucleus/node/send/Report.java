package org.nucleus.node.send;

import org.nucleus.model.Violation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Tells the person at the terminal what was taken and what was not. */
public final class Report {
    private static final int REFUSALS_SHOWN = 10;
    private static final int VIOLATIONS_SHOWN = 10;
    private static final long LEAST_SIZE = 1 << 20;
    private static final int BAR = 30;
    private static final int PLAIN_STEPS = 10;
    private static final long PROGRESS_EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final String unit;
    private final PrintStream out;
    private final Optional<PrintStream> progress;
    private long accepted;
    private long inPart;
    private long refused;
    private long hidden;
    private long refusedFiles;
    private boolean closed;
    private int plainStep;
    private long shownAt = System.nanoTime();

    /**
     * @param unit what is counted, in the singular
     * @param out where refusals and the sum go
     * @param progress a terminal on which a line can be rewritten, if there is one
     */
    public Report(String unit, PrintStream out, Optional<PrintStream> progress) {
        this.unit = unit;
        this.out = out;
        this.progress = progress;
    }

    boolean accepted(long count) {
        accepted += count;
        showProgress();
        return true;
    }

    boolean acceptedInPart(String file, long line, Answer.Refused answer) {
        inPart++;
        show(file, line, "refused in part", answer);
        return true;
    }

    boolean refused(String file, long line, Answer.Refused answer) {
        refused++;
        show(file, line, "refused", answer);
        return true;
    }

    /**
     * How much of a file is settled: a bar on a terminal, else a line for every tenth.
     *
     * @param size of the file, 0 where it is not known; a small one is not worth a word
     */
    void progress(String file, long bytes, long size) {
        if (size < LEAST_SIZE) {
            return;
        }
        long now = System.nanoTime();
        if (progress.isPresent() && (now - shownAt > PROGRESS_EVERY_NANOS || bytes == size)) {
            shownAt = now;
            int done = (int) (BAR * bytes / size);
            progress.get()
                    .printf(
                            "\r%s [%s%s] %d%% of %s MiB%s",
                            file,
                            "#".repeat(done),
                            ".".repeat(BAR - done),
                            100 * bytes / size,
                            number((size + (1 << 20) - 1) >> 20),
                            bytes == size ? System.lineSeparator() : "");
            progress.get().flush();
        }
        int step = (int) (PLAIN_STEPS * bytes / size);
        if (progress.isEmpty() && step > plainStep) {
            out.printf("%s: %d%%%n", file, 100 * step / PLAIN_STEPS);
        }
        plainStep = bytes == size ? 0 : step;
    }

    /** Whether one more refusal would be shown, and not only counted. */
    boolean showsMore() {
        return refused + inPart < REFUSALS_SHOWN;
    }

    /** Refusals that are listed elsewhere. */
    void refusedToo(String file, long count, String where) {
        if (count > 0) {
            refused += count;
            out.printf("%s: %s further refusals, all in %s%n", file, number(count), where);
        }
    }

    /**
     * A file of which nothing is taken, or nothing more.
     *
     * @param reason one or two sentences
     */
    public boolean refusedWhole(String file, String reason) {
        refusedFiles++;
        out.printf("%s: refused: %s%n", file, reason);
        return true;
    }

    private void show(String file, long line, String what, Answer.Refused answer) {
        if (refused + inPart > REFUSALS_SHOWN) {
            hidden++;
            return;
        }
        out.printf("%s:%d: %s: %s%n", file, line, what, answer.reason());
        for (Violation violation : answer.violations().stream().limit(VIOLATIONS_SHOWN).toList()) {
            out.printf(
                    "  %s %s [%s]%n",
                    violation.pointer().isEmpty() ? "(whole)" : violation.pointer(),
                    violation.message(),
                    violation.rule());
        }
        if (answer.violations().size() > VIOLATIONS_SHOWN) {
            out.printf("  and %s more%n", number(answer.violations().size() - VIOLATIONS_SHOWN));
        }
    }

    boolean closed(String reason) {
        closed = true;
        out.println("nucleus: " + reason);
        return false;
    }

    /** The closing line; whether everything was accepted. */
    public boolean close() {
        if (hidden > 0) {
            out.printf("%s more refusals are not shown%n", number(hidden));
        }
        StringBuilder summary = new StringBuilder();
        summary.append(counted(accepted)).append(" accepted");
        if (inPart > 0) {
            summary.append(", ").append(number(inPart)).append(" in part");
        }
        if (refused > 0) {
            summary.append(", ").append(number(refused)).append(" refused");
        }
        if (refusedFiles > 0) {
            summary.append(", ").append(number(refusedFiles));
            summary.append(refusedFiles == 1 ? " file refused" : " files refused");
        }
        out.println(summary);
        return refused == 0 && inPart == 0 && refusedFiles == 0 && !closed;
    }

    private void showProgress() {
        long now = System.nanoTime();
        if (now - shownAt > PROGRESS_EVERY_NANOS) {
            shownAt = now;
            progress.ifPresent(
                    terminal -> {
                        terminal.print("\r" + counted(accepted) + " accepted\r");
                        terminal.flush();
                    });
        }
    }

    private String counted(long count) {
        return number(count) + " " + unit + (count == 1 ? "" : "s");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
