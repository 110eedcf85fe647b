package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// One table of an old server as it is compared with that of the new writer, in SQL.
///
/// @param key by which its rows are told; empty for whole rows
/// @param columns of the old server
/// @param shared those of them that the new writer's table has too; empty where it has none of that
///   name
record ComparedTable(
    String schema,
    String table,
    TableShape shape,
    List<String> key,
    List<String> columns,
    List<String> shared) {

  private static final String COLUMNS =
      """
      SELECT attname FROM pg_attribute
       WHERE attrelid = to_regclass({table}) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """;

  /// In the order in which a computer sorts their text.
  private static final String DIGESTS =
      """
      SELECT key, row, place
        FROM (SELECT md5({key}) COLLATE "C" AS key, md5({row}) COLLATE "C" AS row,
                     t.ctid::text AS place
                FROM ONLY {table} t) digests
       ORDER BY key, row
      """;

  private static final String VALUES =
      """
      SELECT t.ctid::text, t.xmin::text, {values}
        FROM ONLY {table} t CROSS JOIN LATERAL (SELECT octet_length({row}) AS bytes) size
       WHERE t.ctid = ANY ('{{places}}'::tid[])
      """;

  private static final String VALUE =
      """
      CASE WHEN size.bytes <= {most} OR octet_length({column}::text) <= {share}
           THEN {column}::text END,
      size.bytes > {most} AND octet_length({column}::text) > {share}
      """;

  /// As both servers have it now.
  static ComparedTable of(Session old, Session present, String schema, String table)
      throws SQLException {
    var shape = TableShape.of(old, schema, table);
    var columns = columns(old, schema, table);
    var there = columns(present, schema, table);
    var shared = columns.stream().filter(there::contains).toList();
    var key = shape.business().isEmpty() ? shape.key() : shape.business();
    return new ComparedTable(
        schema, table, shape, shared.containsAll(key) ? key : List.of(), columns, shared);
  }

  private static List<String> columns(Session session, String schema, String table)
      throws SQLException {
    return session.queryTexts(COLUMNS.replace("{table}", Sql.literal(name(schema, table))));
  }

  /// Whether there is anything to compare it with.
  boolean onBothSides() {
    return !shared.isEmpty();
  }

  /// Key, row and place of each row, by the columns that both sides have.
  String digests() {
    var row = row(onBothSides() ? shared : columns);
    return DIGESTS
        .replace("{key}", key.isEmpty() ? row : row(key))
        .replace("{row}", row)
        .replace("{table}", name(schema, table));
  }

  /// Place and transaction of rows, and of each column its text and whether that is too large.
  ///
  /// @param most bytes of a row that is told as it is; of a larger one no column may have more than
  ///   its share
  String values(Collection<String> places, int most) {
    int share = most / columns.size();
    var values =
        columns.stream()
            .map(column ->
                VALUE
                    .replace("{column}", column(column))
                    .replace("{most}", Integer.toString(most))
                    .replace("{share}", Integer.toString(share)))
            .collect(Collectors.joining(", "));
    return VALUES
        .replace("{values}", values)
        .replace("{row}", row(columns))
        .replace("{table}", name(schema, table))
        .replace(
            "{places}",
            places.stream().map(place -> "\"" + place + "\"").collect(Collectors.joining(",")));
  }

  private static String row(List<String> columns) {
    return columns.stream()
        .map(ComparedTable::column)
        .collect(Collectors.joining(", ", "ROW(", ")::text"));
  }

  private static String column(String name) {
    return "t." + Sql.identifier(name);
  }

  private static String name(String schema, String table) {
    return Sql.identifier(schema) + "." + Sql.identifier(table);
  }
}
