package org.nucleus.collector.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;

import org.nucleus.collector.xapi.StatementReader;
import org.nucleus.collector.xapi.StatementsIntake;

import java.util.Map;
import java.util.UUID;

/** Every address of the collector, and what answers there. */
final class Routes {
    private final Dispatcher.Parts parts;
    private final Entrance entrance;
    private final Resources resources;
    private final Desk desk;
    private final Appends appends;
    private final StatementsDoor.Parts statementsParts;
    private final CollectorParts collector;
    private final BulkDoor bulk;

    Routes(HttpSettings settings, CollectorParts collector, Vertx vertx) {
        this.collector = collector;
        InflightBytes inflight = InflightBytes.of(settings);
        CollectorMeters meters = new CollectorMeters(collector.metrics(), inflight);
        parts =
                new Dispatcher.Parts(
                        new Cors(settings.corsOrigins()),
                        meters,
                        inflight,
                        Quotas.of(settings, collector.rates(), collector.log()::stalls),
                        new HttpDate(collector.clock()),
                        settings.clearTextHttp2(),
                        collector.log()::diskIsLow);
        Gate gate = new Gate(collector.sources());
        int requestMaxBytes = Math.toIntExact(settings.requestMaxBytes());
        entrance = new Entrance(gate, requestMaxBytes);
        resources = new Resources(gate, requestMaxBytes);
        desk =
                new Desk(
                        vertx,
                        settings.eventLoopsOn(Runtime.getRuntime().availableProcessors()),
                        settings.requestMaxEvents());
        appends = new Appends(collector.log(), collector.spool(), desk);
        bulk =
                new BulkDoor(
                        gate,
                        collector.bulk(),
                        new BulkHead.Rules(
                                collector.rates(), SourceFiles.mostLineBytes(requestMaxBytes)));
        statementsParts =
                new StatementsDoor.Parts(
                        gate,
                        new StatementsIntake(new StatementReader(UUID::randomUUID)),
                        desk,
                        new StatementsStore(
                                new KnownIds(collector.recentIds(), collector.readBacks()),
                                appends));
    }

    /** What the dispatchers of all event loops share. */
    Dispatcher.Parts parts() {
        return parts;
    }

    /** The routes by path, for one event loop and its clock. */
    Map<String, Route> forEventLoop(ClockText clock) {
        StatementsDoor statements = new StatementsDoor(statementsParts, clock);
        Door envelopes = new EnvelopesDoor(desk, appends, clock);
        Deliveries deliveries = new Deliveries(desk, appends);
        WebhooksDoor webhooks = new WebhooksDoor(entrance, collector.webhooks(), deliveries, clock);
        BeaconDoor beacon =
                new BeaconDoor(
                        entrance,
                        collector.sources(),
                        new BeaconDoor.Ways(statements, deliveries),
                        clock);
        return Map.of(
                WebhooksDoor.FOLDER,
                Route.of(Map.of(HttpMethod.POST, webhooks::enter)),
                BeaconDoor.FOLDER,
                Route.of(
                        Map.of(
                                HttpMethod.GET,
                                beacon::enter,
                                HttpMethod.POST,
                                beacon::enter,
                                HttpMethod.OPTIONS,
                                beacon::preflight)),
                XapiGreeting.STATEMENTS,
                Route.of(
                        Map.of(
                                HttpMethod.POST,
                                exchange -> entrance.enter(exchange, statements),
                                HttpMethod.PUT,
                                exchange -> entrance.enter(exchange, statements))),
                BulkDoor.PATH,
                Route.of(Map.of(HttpMethod.POST, bulk::receive, HttpMethod.GET, bulk::tell)),
                "/xapi/about",
                Route.of(Map.of(HttpMethod.GET, resources::about)),
                "/caliper",
                Route.of(
                        Map.of(
                                HttpMethod.POST,
                                exchange -> entrance.enter(exchange, envelopes),
                                HttpMethod.GET,
                                resources::caliperConfiguration)));
    }
}
