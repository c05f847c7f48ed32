package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The script {@code nucleus} in a checkout of its own, with JDKs and a Maven that only say what
 * they were asked.
 */
final class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "nucleus").toAbsolutePath().normalize();

    @TempDir private Path folder;
    private Path checkout;
    private Path bin;

    @BeforeEach
    void makeACheckoutThatIsBuilt() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(SCRIPT, checkout.resolve("nucleus"));
        makeExecutable(checkout.resolve("nucleus"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.createDirectories(checkout.resolve("node/src/main"));
        Files.createDirectories(checkout.resolve("node/target"));
        script(
                bin.resolve("mvn"),
                "echo \"mvn $* with $JAVA_HOME\" >>mvn.calls; touch node/target/built");
        Path built = Files.writeString(checkout.resolve("node/target/built"), "");
        Files.setLastModifiedTime(built, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void takesTheJdkOnThePathWhenItIsNewEnough() throws Exception {
        Path jdk = jdk("jdk-21", "21.0.2");
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        assertThat(run(Map.of(), "version").out()).startsWith("jdk-21 ");
    }

    @Test
    void passesOverAnOldJavaForANewerJdkElsewhere() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");
        Path wanted = jdk("jdk-25", "25.0.1");
        Files.createSymbolicLink(bin.resolve("java"), old.resolve("bin/java"));
        Ended ended =
                run(
                        Map.of(
                                "JAVA_HOME",
                                old.toString(),
                                "NUCLEUS_JDK_FOLDERS",
                                old + " " + wanted),
                        "version");
        assertThat(ended.out()).startsWith("jdk-25 ");
        assertThat(ended.code()).isZero();
    }

    @Test
    void saysWhatItFoundWhereNoJdkIsNewEnough() throws Exception {
        Path old = jdk("jdk-17", "17.0.15");
        Ended ended = run(Map.of("NUCLEUS_JDK_FOLDERS", old.toString()), "version");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .contains("no JDK 21 or newer was found", "Java 17 in " + old, "JAVA_HOME");
    }

    @Test
    void aJdkThatWasNamedAndIsTooOldIsAnError() throws Exception {
        Path old = jdk("jdk-8", "1.8.0_402");
        Ended ended =
                run(
                        Map.of(
                                "NUCLEUS_JAVA_HOME",
                                old.toString(),
                                "NUCLEUS_JDK_FOLDERS",
                                jdk("jdk-25", "25").toString()),
                        "version");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("NUCLEUS_JAVA_HOME", "Java 8");
    }

    @Test
    void argumentsAndTheWorkingFolderArriveAsTheyWereGiven() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        Path elsewhere = Files.createDirectories(folder.resolve("some where"));
        Path link = Files.createSymbolicLink(bin.resolve("nucleus"), checkout.resolve("nucleus"));
        Ended ended =
                run(
                        link,
                        elsewhere,
                        Map.of("JAVA_HOME", jdk.toString()),
                        "query",
                        "select '*'  from \"events\"",
                        "");
        assertThat(ended.out())
                .contains("cwd=" + elsewhere.toRealPath())
                .contains("<org.nucleus.node.NodeMain><query><select '*'  from \"events\"><>");
        assertThat(ended.out()).contains(checkout.toRealPath() + "/node/target/lib/*");
    }

    @Test
    void javaHasALocaleWithAllLetters() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        script(jdk.resolve("bin/java"), "echo \"LC_ALL=${LC_ALL:-} LANG=${LANG:-}\"");
        String home = jdk.toString();
        assertThat(run(Map.of("JAVA_HOME", home), "version").out()).contains("LC_ALL=C.UTF-8");
        assertThat(run(Map.of("JAVA_HOME", home, "LC_ALL", "C"), "version").out())
                .contains("LC_ALL=C.UTF-8");
        assertThat(run(Map.of("JAVA_HOME", home, "LANG", "de_DE.utf8"), "version").out())
                .contains("LC_ALL= LANG=de_DE.utf8");
    }

    @Test
    void buildsOnceWhenASourceIsNewerThanTheJars() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        Files.setLastModifiedTime(
                checkout.resolve("node/target/built"),
                FileTime.from(Instant.parse("2000-01-01T00:00:00Z")));
        Ended first = run(Map.of("JAVA_HOME", jdk.toString()), "version");
        assertThat(first.err()).contains("building");
        assertThat(first.code()).isZero();
        Ended second = run(Map.of("JAVA_HOME", jdk.toString()), "version");
        assertThat(second.err()).isEmpty();
        assertThat(Files.readAllLines(checkout.resolve("mvn.calls")))
                .singleElement()
                .asString()
                .contains("-pl node", "-am", "package", "with " + jdk);
    }

    @Test
    void startsFromTheArchiveThatARehearsalAfterTheBuildLeft() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        String option =
                "-XX:SharedArchiveFile=" + checkout.toRealPath() + "/node/target/nucleus.jsa";
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "version").out())
                .doesNotContain("SharedArchiveFile");
        script(
                jdk.resolve("bin/java"),
                "echo \"$*\"",
                "for a in \"$@\"; do case $a in -XX:ArchiveClassesAtExit=*) : >\"${a#*=}\" ;; esac;"
                        + " done");
        Files.delete(checkout.resolve("node/target/built"));
        Ended built = run(Map.of("JAVA_HOME", jdk.toString()), "query", "select 1");
        assertThat(built.out()).contains(option).doesNotContain("rehearse");
        assertThat(built.code()).isZero();
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "bench").out())
                .doesNotContain("SharedArchiveFile");
    }

    @Test
    void temporaryFilesGoBelowTheDataFolderWhereverThatIsSet() throws Exception {
        Map<String, String> java = Map.of("JAVA_HOME", jdk("jdk-25", "25.0.1").toString());
        assertThat(run(java, "query", "select 1").out()).doesNotContain("java.io.tmpdir");
        assertThat(checkout.resolve("data")).doesNotExist();

        assertThat(run(java, "up").out()).contains("<-Djava.io.tmpdir=data/tmp>");
        assertThat(checkout.resolve("data/tmp")).isDirectory();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(checkout.resolve("data"))))
                .isEqualTo("rwx------");
        assertThat(run(java, "query", "select 1").out()).contains("<-Djava.io.tmpdir=data/tmp>");

        Files.writeString(checkout.resolve("nucleus.properties"), "data.dir = in file\n");
        assertThat(run(java, "run", "collector").out()).contains("<-Djava.io.tmpdir=in file/tmp>");
        Files.writeString(checkout.resolve("other"), "data.dir=other file\n");
        assertThat(run(java, "up", "--config", "other").out())
                .contains("<-Djava.io.tmpdir=other file/tmp>");
        Map<String, String> environment = new HashMap<>(java);
        environment.put("DATA_DIR", "environment");
        assertThat(run(environment, "up", "--config=other").out())
                .contains("<-Djava.io.tmpdir=environment/tmp>");
        assertThat(run(environment, "up", "--set", "data.dir=line").out())
                .contains("<-Djava.io.tmpdir=line/tmp>");
        assertThat(run(environment, "up", "--set=data.dir=line=2").out())
                .contains("<-Djava.io.tmpdir=line=2/tmp>");
    }

    @Test
    void aFailedBuildShowsItsOutput() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        Files.delete(checkout.resolve("node/target/built"));
        script(bin.resolve("mvn"), "echo 'cannot find symbol'; exit 1");
        Ended ended = run(Map.of("JAVA_HOME", jdk.toString()), "up");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot find symbol", "the build failed");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aFirstBuildWithoutNetworkSaysSoInOneLine() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        Files.delete(checkout.resolve("node/target/built"));
        script(
                bin.resolve("mvn"),
                "echo '[ERROR] Could not transfer artifact x:y:pom:1 from/to central:"
                        + " repository.example: Unknown host'; exit 1");
        Ended ended = run(Map.of("JAVA_HOME", jdk.toString()), "up");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines().skip(1))
                .singleElement()
                .asString()
                .contains("connect to the network", "target/build.log");
    }

    @Test
    void theProcessIsJavaItselfSoThatSignalsReachIt() throws Exception {
        Path jdk = jdk("jdk-25", "25.0.1");
        script(jdk.resolve("bin/java"), "echo $$ >java.pid; exit 7");
        Process process =
                start(
                        checkout.resolve("nucleus"),
                        checkout,
                        Map.of("JAVA_HOME", jdk.toString()),
                        "up");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
        assertThat(Files.readString(checkout.resolve("java.pid")).strip())
                .isEqualTo(Long.toString(process.pid()));
    }

    private record Ended(int code, String out, String err) {}

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        return run(checkout.resolve("nucleus"), checkout, environment, arguments);
    }

    private Ended run(Path script, Path cwd, Map<String, String> environment, String... arguments)
            throws Exception {
        Process process = start(script, cwd, environment, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private Process start(
            Path script, Path cwd, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(cwd.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin + ":" + onlyTools());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("NUCLEUS_JDK_FOLDERS", folder.resolve("none").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The system's tools without its java and mvn. */
    private Path onlyTools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool :
                new String[] {
                    "sh",
                    "sed",
                    "find",
                    "grep",
                    "head",
                    "cat",
                    "mkdir",
                    "mv",
                    "rm",
                    "dirname",
                    "readlink",
                    "touch",
                    "pwd"
                }) {
            for (String place : new String[] {"/bin", "/usr/bin"}) {
                Path wrapper = tools.resolve(tool);
                if (Files.exists(Path.of(place, tool)) && !Files.exists(wrapper)) {
                    script(wrapper, "exec " + Path.of(place, tool) + " \"$@\"");
                }
            }
        }
        return tools;
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdks").resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(
                home.resolve("bin/java"),
                "echo \"" + name + " $*\"; echo \"cwd=$(pwd -P)\"",
                "printf '<%s>' \"$@\"; echo");
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private static void script(Path path, String... lines) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        makeExecutable(path);
    }

    private static void makeExecutable(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
