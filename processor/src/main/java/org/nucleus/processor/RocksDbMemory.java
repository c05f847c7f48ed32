package org.nucleus.processor;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

import java.util.Map;

/**
 * Bounds the memory of all stores of the process together: Kafka Streams makes one of these a
 * store, and all share one cache that also counts the write buffers. Public because Kafka Streams
 * creates it by name.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 48L << 20;
    private static final long WRITE_BUFFERS_BYTES = 24L << 20;
    private static final long WRITE_BUFFER_BYTES = 4L << 20;
    private static final int WRITE_BUFFERS = 2;
    private static final boolean STRICT = false;
    private static final double FOR_INDEX_AND_FILTER = 0.2;
    private static final int BITS_ANY = -1;

    private static final Cache CACHE =
            new LRUCache(CACHE_BYTES, BITS_ANY, STRICT, FOR_INDEX_AND_FILTER);
    private static final WriteBufferManager WRITE_BUFFERS_OF_ALL =
            new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS_OF_ALL);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        // the cache and the buffers are shared by stores that are still open
    }
}
