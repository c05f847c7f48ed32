package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.DirectUploads;
import org.nucleus.model.Format;
import org.nucleus.model.Source;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Keys of what sources put into the bucket of uploads: {@code <prefix><tenant>/<source>/<format>/
 * <upload>}. They alone say whose an object is.
 *
 * @param prefix ends with a slash, or is empty
 */
record UploadKeys(String prefix) {
    private static final int PARTS = 4;

    UploadKeys {
        Objects.requireNonNull(prefix, "prefix is null");
    }

    /** What a key says; whether it is true is to be asked of the registered source. */
    record Parts(String tenant, String source, String format, String upload) {
        boolean fit(Source registered) {
            return registered.id().equals(source)
                    && registered.tenant().equals(tenant)
                    && name(registered.format()).equals(format);
        }
    }

    String of(Source source, String upload) {
        return prefix
                + String.join("/", source.tenant(), source.id(), name(source.format()), upload);
    }

    /** The parts of a key; empty for one that is not made so. */
    Optional<Parts> read(String key) {
        if (!key.startsWith(prefix)) {
            return Optional.empty();
        }
        String[] parts = key.substring(prefix.length()).split("/", -1);
        return parts.length == PARTS && DirectUploads.UPLOAD_ID.matcher(parts[3]).matches()
                ? Optional.of(new Parts(parts[0], parts[1], parts[2], parts[3]))
                : Optional.empty();
    }

    private static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
