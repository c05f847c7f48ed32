package org.nucleus.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Stream;

/** The table of rooms in ARCHITECTURE.md, and the house style, as rules. */
@AnalyzeClasses(packages = "org.nucleus", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String MODEL = "org.nucleus.model..";
    private static final String RUNTIME = "org.nucleus.runtime..";
    private static final String TESTKIT = "org.nucleus.testkit..";
    private static final String COLLECTOR = "org.nucleus.collector..";
    private static final String PROCESSOR = "org.nucleus.processor..";
    private static final String LAKE = "org.nucleus.exporter.lake..";
    private static final String ADMIN = "org.nucleus.admin..";
    private static final String NODE = "org.nucleus.node..";

    @ArchTest
    static final ArchRule THE_LANGUAGE_KNOWS_JDK_JACKSON_AND_AVRO_ONLY =
            classes()
                    .that()
                    .resideInAPackage(MODEL)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            MODEL,
                            "java..",
                            "javax.crypto..",
                            "com.fasterxml.jackson..",
                            "org.apache.avro..");

    @ArchTest static final ArchRule RUNTIME_IMPORTS_THE_MODEL = room(RUNTIME, MODEL);

    @ArchTest
    static final ArchRule TESTKIT_IMPORTS_RUNTIME_AND_MODEL = room(TESTKIT, RUNTIME, MODEL);

    @ArchTest
    static final ArchRule THE_COLLECTOR_IMPORTS_NO_OTHER_SERVICE = room(COLLECTOR, RUNTIME, MODEL);

    @ArchTest
    static final ArchRule THE_PROCESSOR_IMPORTS_NO_OTHER_SERVICE = room(PROCESSOR, RUNTIME, MODEL);

    @ArchTest
    static final ArchRule THE_EXPORTER_IMPORTS_NO_OTHER_SERVICE = room(LAKE, RUNTIME, MODEL);

    @ArchTest
    static final ArchRule THE_ADMIN_API_IMPORTS_NO_OTHER_SERVICE = room(ADMIN, RUNTIME, MODEL);

    @ArchTest
    static final ArchRule THE_NODE_NEEDS_NO_TESTKIT =
            room(NODE, COLLECTOR, PROCESSOR, LAKE, ADMIN, RUNTIME, MODEL);

    @ArchTest
    static final ArchRule VERTX_STAYS_AT_THE_DOORS =
            home(Set.of("io.vertx..", "io.netty.."), COLLECTOR, ADMIN);

    @ArchTest
    static final ArchRule THE_ROUTER_STAYS_OFF_THE_HOT_PATH =
            home(Set.of("io.vertx.ext.web.."), ADMIN);

    @ArchTest
    static final ArchRule STREAMS_STAY_IN_THE_PROCESSOR =
            home(Set.of("org.apache.kafka.streams..", "org.rocksdb.."), PROCESSOR);

    @ArchTest
    static final ArchRule THE_LAKE_STAYS_IN_ITS_EXPORTER =
            home(
                    Set.of(
                            "org.apache.iceberg..",
                            "org.apache.parquet..",
                            "org.apache.hadoop..",
                            "org.duckdb..",
                            "org.sqlite.."),
                    LAKE);

    @ArchTest
    static final ArchRule AWS_STAYS_IN_THE_EXPORTER_AND_WHERE_EVENTS_ARE_PULLED =
            home(Set.of("software.amazon.awssdk.."), LAKE, "org.nucleus.collector.pull..");

    @ArchTest
    static final ArchRule THE_BROKER_STAYS_IN_ITS_PACKAGE =
            home(
                            Set.of("kafka..", "org.apache.kafka.server.."),
                            "org.nucleus.node.broker..",
                            TESTKIT)
                    .because("a service knows Kafka as a cluster elsewhere");

    @ArchTest
    static final ArchRule PICOCLI_STAYS_IN_THE_COMMAND_LINE =
            home(Set.of("picocli.."), "org.nucleus.node.cli..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK_THAT_MAIN_HANDS_OUT =
            noClasses()
                    .that(not(resideInAPackage(TESTKIT)))
                    .and()
                    .doNotHaveFullyQualifiedName(NodeMain.class.getName())
                    .should()
                    .callMethodWhere(readsTheWallClock());

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Manager|Helper|Utils?|Impl|Base|Data|Info)(\\$.*)?|.*\\.Abstract[^.]*");

    @ArchTest
    static final ArchRule ACCESSORS_ARE_NAMED_FOR_WHAT_THEY_GIVE =
            methods().that().haveNameMatching("get[A-Z].*").should(new DeclaredByALibraryToo());

    @ArchTest
    static final ArchRule BEHAVIOUR_IS_FINAL =
            classes()
                    .that()
                    .areNotInterfaces()
                    .and()
                    .areNotAnonymousClasses()
                    .and()
                    .areNotEnums()
                    .and(not(resideInAPackage(TESTKIT)))
                    .should()
                    .haveModifier(JavaModifier.FINAL);

    private static ArchRule room(String room, String... mayImport) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.nucleus..")
                                .and(not(resideInAPackage(room)))
                                .and(not(resideInAnyPackage(mayImport))));
    }

    private static ArchRule home(Set<String> technology, String... homes) {
        return noClasses()
                .that(not(resideInAnyPackage(homes)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology.toArray(String[]::new));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheWallClock() {
        return DescribedPredicate.describe(
                "reads the wall clock",
                call -> {
                    AccessTarget.MethodCallTarget target = call.getTarget();
                    String owner = target.getOwner().getName();
                    return (owner.equals("java.lang.System")
                                    && target.getName().equals("currentTimeMillis"))
                            || (owner.equals(Clock.class.getName())
                                    && target.getName().startsWith("system"))
                            || (owner.startsWith("java.time.")
                                    && target.getName().equals("now")
                                    && target.getRawParameterTypes().isEmpty());
                });
    }

    /** Holds for methods whose name is a library's choice. */
    private static final class DeclaredByALibraryToo extends ArchCondition<JavaMethod> {
        DeclaredByALibraryToo() {
            super("be declared by a supertype outside the house");
        }

        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            JavaClass owner = method.getOwner();
            boolean declared =
                    Stream.concat(
                                    owner.getAllRawSuperclasses().stream(),
                                    owner.getAllRawInterfaces().stream())
                            .filter(type -> !type.getPackageName().startsWith("org.nucleus"))
                            .flatMap(type -> type.getMethods().stream())
                            .anyMatch(inherited -> inherited.getName().equals(method.getName()));
            events.add(new SimpleConditionEvent(method, declared, method.getFullName()));
        }
    }
}
