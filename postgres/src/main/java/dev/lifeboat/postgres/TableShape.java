package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Which columns of a table tell a row from the others, and which the server fills itself.
///
/// @param key the primary key; empty if there is none
/// @param generated filled from a sequence, or computed: they may name different rows on two sides
/// @param business a unique key without any of those, the primary one first; empty if there is none
public record TableShape(List<String> key, List<String> generated, List<String> business) {

  private static final String GENERATED =
      """
      SELECT a.attname FROM pg_attribute a
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = to_regclass({table}) AND a.attnum > 0 AND NOT a.attisdropped
         AND (a.attidentity <> '' OR a.attgenerated <> ''
              OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')
       ORDER BY a.attnum
      """;

  private static final String UNIQUE =
      """
      SELECT i.indexrelid::text, i.indisprimary, a.attname FROM pg_index i
        CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
       WHERE i.indrelid = to_regclass({table}) AND i.indisunique AND i.indisvalid
         AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts
       ORDER BY NOT i.indisprimary, i.indexrelid, k.place
      """;

  public TableShape {
    key = List.copyOf(key);
    generated = List.copyOf(generated);
    business = List.copyOf(business);
  }

  private record Part(String index, boolean primary, String column) {}

  /// As the session's server has the table now; everything empty when it has none of that name.
  public static TableShape of(Session session, String schema, String table) throws SQLException {
    var name = Sql.literal(Sql.identifier(schema) + "." + Sql.identifier(table));
    var generated = session.query(GENERATED.replace("{table}", name), row -> row.getString(1));
    var parts =
        session.query(
            UNIQUE.replace("{table}", name),
            row -> new Part(row.getString(1), row.getBoolean(2), row.getString(3)));
    var keys = new LinkedHashMap<String, List<String>>();
    for (var part : parts) {
      keys.computeIfAbsent(part.index(), _ -> new ArrayList<>()).add(part.column());
    }
    return new TableShape(
        parts.stream().filter(Part::primary).map(Part::column).toList(),
        generated,
        keys.values().stream()
            .filter(columns -> columns.stream().noneMatch(generated::contains))
            .findFirst()
            .orElse(List.of()));
  }
}
