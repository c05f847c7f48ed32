package org.nucleus.collector.bulk;

import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Source;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Which reader a source's lines get: that of its format, as at the format's own door. */
public final class LineReaders {
    private final Function<Source, Optional<WebhookCodec>> codecs;

    /**
     * @param codecs of the formats that other systems push; empty for a format without
     */
    public LineReaders(Function<Source, Optional<WebhookCodec>> codecs) {
        this.codecs = Objects.requireNonNull(codecs, "codecs is null");
    }

    /**
     * The reader of one upload's lines; empty where the format has none.
     *
     * @param version of xAPI that all statements are read under; empty for what each says, else
     *     1.0.3
     */
    public Optional<LineReader> of(Source source, Optional<XapiVersion> version) {
        return switch (source.format()) {
            case XAPI -> Optional.of(new XapiLines(source.id(), version));
            case CALIPER -> Optional.of(new CaliperLines(source.id()));
            case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON, NUCLEUS ->
                    codecs.apply(source).map(codec -> new WebhookLines(source.id(), codec));
        };
    }
}
