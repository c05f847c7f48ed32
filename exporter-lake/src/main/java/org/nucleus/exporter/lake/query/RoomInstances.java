package org.nucleus.exporter.lake.query;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.nucleus.model.RoomExtension;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of {@code events} with every event of a Jitsi room in the instance that it belongs to by
 * all that is in the table. The stage that assigned it knew only what had come before it.
 */
final class RoomInstances {
    private static final String ASSIGNED =
            """
            WITH told AS (
              SELECT *,
                %s AS room,
                %s AS main_room,
                CAST(%s AS BIGINT) AS created,
                CAST(%s AS BIGINT) AS ended,
                CAST(%s AS BIGINT) AS joined
              FROM stored WHERE format = 'JITSI'),
            instances AS (
              SELECT tenant, source, room, created, min(ended) AS ended
              FROM told WHERE room IS NOT NULL AND created IS NOT NULL GROUP BY ALL),
            own AS (
              SELECT told.*,
                CASE WHEN told.joined > instances.ended AND told.created IS NULL THEN NULL
                  ELSE instances.created END AS own_created
              FROM (SELECT *, coalesce(created, joined, epoch_ms(event_time)) AS moment FROM told
                WHERE room IS NOT NULL) AS told
              ASOF LEFT JOIN instances ON told.tenant = instances.tenant
                AND told.source = instances.source AND told.room = instances.room
                AND told.moment >= instances.created),
            assigned AS (
              SELECT own.*,
                own.room || coalesce('@' || own.own_created // 1000, '') AS own_id,
                CASE WHEN main.ended < own.own_created THEN NULL
                  ELSE own.main_room || '@' || main.created // 1000 END AS main_id
              FROM own
              ASOF LEFT JOIN instances AS main ON own.tenant = main.tenant
                AND own.source = main.source AND own.main_room = main.room
                AND own.own_created >= main.created)
            SELECT * FROM stored WHERE format <> 'JITSI' OR %s IS NULL
            UNION ALL
            SELECT %s FROM assigned
            """;

    /** What replaces a column of an event of a room. */
    private static final Map<String, String> REPLACED =
            Map.of(
                    "object_id", "own_id",
                    "meeting_id", "coalesce(main_id, main_room)",
                    "parent_ids",
                            """
                            CASE WHEN room <> main_room AND main_id IS NOT NULL
                              THEN [main_id, main_room]
                            WHEN room <> main_room OR own_created IS NOT NULL THEN [main_room]
                            ELSE [] END\
                            """);

    private RoomInstances() {}

    /**
     * A query with the columns of {@code schema}.
     *
     * @param stored name of the view of the rows as they were written
     */
    static String select(Schema schema, String stored) {
        String columns =
                schema.columns().stream()
                        .map(Types.NestedField::name)
                        .map(name -> REPLACED.getOrDefault(name, name) + " AS " + name)
                        .collect(Collectors.joining(", "));
        return ASSIGNED.replace("FROM stored", "FROM " + stored)
                .formatted(
                        text(RoomExtension.ROOM),
                        text(RoomExtension.MAIN_ROOM),
                        value(RoomExtension.CREATED),
                        value(RoomExtension.ENDED),
                        value(RoomExtension.JOINED),
                        value(RoomExtension.ROOM),
                        columns);
    }

    private static String text(String extension) {
        return "from_json(" + value(extension) + ", '\"VARCHAR\"')";
    }

    private static String value(String extension) {
        return "map_extract(extensions, '" + extension + "')[1]";
    }
}
