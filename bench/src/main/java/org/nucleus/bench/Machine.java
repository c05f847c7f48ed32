package org.nucleus.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What figures were measured on, since they mean nothing without it. */
final class Machine {
    private Machine() {}

    /** One line: processors, system, JDK, and how busy it was before the run. */
    static String line() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, JDK %s, load average before the run %.2f",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
