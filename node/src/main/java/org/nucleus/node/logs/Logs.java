package org.nucleus.node.logs;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;

import org.slf4j.LoggerFactory;

import java.net.URL;
import java.nio.file.Path;

/**
 * Sends everything the process logs to one place. A command that is not a service logs nothing but
 * errors, as {@code logback.xml} has it.
 */
public final class Logs {
    /** A percent sign as a text inside a second date, since such patterns know no escape. */
    private static final String PERCENT = "%d{'%',aux}";

    private Logs() {}

    /**
     * To a file that is rolled at 10 MiB; together never more than 100 MiB.
     *
     * @param copy names this process among copies of the same service; every line has it
     */
    public static void toFile(Path file, String copy) {
        configure("logback-file.xml", file.toString(), copy);
    }

    /** To standard output, for a process that is watched by another. */
    public static void toOutput(String copy) {
        configure("logback-output.xml", "", copy);
    }

    private static void configure(String resource, String file, String copy) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("nucleus.log.file", file);
        context.putProperty("nucleus.copy", copy);
        context.putProperty("nucleus.log.pattern", file.replace("%", PERCENT));
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL configuration = Logs.class.getResource(resource);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException(resource + " is part of this jar", e);
        }
    }
}
