package org.nucleus.collector.bulk;

import org.nucleus.model.Source;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Lets senders put large files into an object store, whence they are fetched when they are there.
 */
public interface DirectUploads {
    /** Ids of uploads: narrower than in bulk, since each becomes the last part of an address. */
    Pattern UPLOAD_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Most bytes of one file, as it is sent. */
    long mostBytes();

    /**
     * Makes the address of one file, good for that source alone. May look for credentials, so it is
     * never called on an event loop.
     *
     * @param upload id of the upload, unique within the source
     * @throws StoreUnavailable when none can be made
     */
    Ticket ticket(Source source, String upload, Announced announced);

    /**
     * What its sender says of a file beforehand.
     *
     * @param bytes how many it has, as it is sent
     * @param coding how it is compressed
     * @param mediaType as {@code Content-Type} will say it
     */
    record Announced(OptionalLong bytes, ContentCoding coding, String mediaType) {
        public Announced {
            Objects.requireNonNull(bytes, "bytes is null");
            Objects.requireNonNull(coding, "coding is null");
            Objects.requireNonNull(mediaType, "mediaType is null");
        }
    }

    /**
     * One request that may be made.
     *
     * @param method of HTTP
     * @param address to send the file to; a secret until it expires
     * @param headers to send, exactly so
     * @param expires when it is no longer good
     */
    record Ticket(String method, URI address, Map<String, String> headers, Instant expires) {
        public Ticket {
            Objects.requireNonNull(method, "method is null");
            Objects.requireNonNull(address, "address is null");
            headers = Map.copyOf(headers);
            Objects.requireNonNull(expires, "expires is null");
        }

        /** Without the address, which is as good as a credential. */
        @Override
        public String toString() {
            return "Ticket[" + method + ", expires=" + expires + "]";
        }
    }

    /** Nothing can be put there for now. */
    final class StoreUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /**
         * With what an operator should know.
         *
         * @param reason one clause, without secrets
         */
        public StoreUnavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
