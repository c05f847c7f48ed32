package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.nucleus.collector.auth.RequestHead;
import org.nucleus.collector.auth.Verdict;
import org.nucleus.collector.auth.WebhookSources;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Format;
import org.nucleus.model.Source;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The way in for what other systems push, {@code POST /webhooks/{source}} and below: finds the
 * source by its address, has its guard judge the bytes as they came, has the format's codec read
 * them, and answers 200 once all of it is on the log, what was not understood too.
 */
final class WebhooksDoor {
    static final String FOLDER = "/webhooks/";

    /** Long enough for senders with few tries to outlast a pause. */
    private static final String PAUSED_RETRY_AFTER_SECONDS = "300";

    private final Entrance entrance;
    private final Supplier<WebhookSources> sources;
    private final Deliveries deliveries;
    private final ClockText clock;

    WebhooksDoor(
            Entrance entrance,
            Supplier<WebhookSources> sources,
            Deliveries deliveries,
            ClockText clock) {
        this.entrance = entrance;
        this.sources = sources;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Takes one request. */
    void enter(Exchange exchange) {
        SourcePath address = SourcePath.of(exchange.request().path(), FOLDER);
        WebhookSources known = sources.get();
        RequestHead head = new Forwarding(known.settings().proxies()).head(exchange.request());
        Optional<WebhookSources.Sender> sender = known.find(address.source());
        if (sender.isEmpty()) {
            BodyReceiver.discardOf(exchange);
            exchange.refuse(stranger(head));
            return;
        }
        if (sender.get().comesOnce(head)) {
            exchange.comesOnce();
        }
        if (exchange.isWithinLimits(sender.get().source())) {
            int most = exchange.isOnce() ? known.settings().callbackMaxBytes() : 0;
            entrance.enter(exchange, new Visit(sender.get(), head, address.tail(), most));
        } else {
            BodyReceiver.discardOf(exchange);
        }
    }

    /**
     * Why a request is nobody's. Never 401 to what bbb-webhooks may have sent, since that takes 401
     * as done; the same for a source that there is not, so that answers tell nobody which there
     * are.
     */
    private static Problem stranger(RequestHead head) {
        return head.mayBeBbb() ? Problem.forbidden() : Problem.unauthenticated();
    }

    /** One request to a source that there is. */
    private final class Visit implements Door {
        private final WebhookSources.Sender sender;
        private final RequestHead head;
        private final String tail;
        private final int mostBytesOnce;

        /**
         * @param mostBytesOnce of a delivery that is not sent again; 0 for any other
         */
        private Visit(
                WebhookSources.Sender sender, RequestHead head, String tail, int mostBytesOnce) {
            this.sender = sender;
            this.head = head;
            this.tail = tail;
            this.mostBytesOnce = mostBytesOnce;
        }

        @Override
        public Format format() {
            return sender.source().format();
        }

        /** Not at the gate: each scheme has its own places for it. */
        @Override
        public boolean credentialInBody(HttpServerRequest request) {
            return true;
        }

        @Override
        public int mostBytes(int usual) {
            return Math.max(usual, mostBytesOnce);
        }

        @Override
        public Optional<Problem> objection(HttpServerRequest request) {
            return sender.mayBe(head) ? Optional.empty() : Optional.of(refusal());
        }

        @Override
        public void handle(Exchange exchange, byte[] body) {
            settle(exchange, sender.judge(head, body));
        }

        private void settle(Exchange exchange, Verdict verdict) {
            switch (verdict) {
                case Verdict.Genuine genuine -> genuine(exchange, Optional.of(genuine.body()));
                case Verdict.Handled ignored -> genuine(exchange, Optional.empty());
                case Verdict.Refused ignored -> exchange.refuse(refusal());
                case Verdict.Unavailable ignored -> exchange.refuse(Problem.keysUnavailable());
                case Verdict.Later later -> wait(exchange, later.verdict());
            }
        }

        private void wait(Exchange exchange, CompletionStage<Verdict> verdict) {
            Context eventLoop = Vertx.currentContext();
            verdict.whenComplete(
                    (then, failure) ->
                            eventLoop.runOnContext(
                                    ignored -> exchange.step(() -> told(exchange, then, failure))));
        }

        private void told(Exchange exchange, Verdict verdict, Throwable failure) {
            if (failure == null) {
                settle(exchange, verdict);
            } else {
                exchange.failed(failure);
            }
        }

        private Problem refusal() {
            return format() == Format.BBB ? Problem.forbidden() : stranger(head);
        }

        private void genuine(Exchange exchange, Optional<byte[]> body) {
            Source source = sender.source();
            if (!exchange.sentBy(source)) {
                return;
            }
            if (source.state() != Source.State.ACTIVE && !exchange.isOnce()) {
                exchange.response().putHeader(Reply.RETRY_AFTER, PAUSED_RETRY_AFTER_SECONDS);
                exchange.refuse(Problem.pausedForNow());
                return;
            }
            Optional<WebhookCodec> codec = WebhookCodecs.of(source);
            if (codec.isEmpty()) {
                exchange.refuse(Problem.otherFormat(source.format().name()));
            } else if (body.isEmpty()) {
                exchange.answer(200);
            } else {
                read(exchange, codec.get(), body.get());
            }
        }

        private void read(Exchange exchange, WebhookCodec codec, byte[] body) {
            String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
            deliveries.take(
                    exchange,
                    codec,
                    new Delivery(sender.source().id(), tail, type, body, clock.now()),
                    done -> done.answer(200));
        }
    }
}
