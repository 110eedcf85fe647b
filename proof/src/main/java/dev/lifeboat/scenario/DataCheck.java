package dev.lifeboat.scenario;

import dev.lifeboat.plan.Count;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether both regions hold the same of all that a workload keeps, whoever wrote it: each table of
/// its databases and each of its buckets.
///
/// @param why what was seen, also when all is the same; never empty
/// @param parts one by one; empty when nothing could be looked at
public record DataCheck(Judgement verdict, String why, List<Part> parts) {
  private static final int SHOWN = 3;

  public DataCheck {
    parts = List.copyOf(parts);
    if (why.isBlank()) {
      throw new IllegalArgumentException("a check of the data says what was seen");
    }
  }

  /// One table, or one bucket.
  ///
  /// @param store the resource of the plan
  /// @param table with its schema; null for a bucket, and for a database that was not read at all
  /// @param count rows or objects that were compared on the writer's side; null when none were
  public record Part(
      String store, @Nullable String table, @Nullable Long count, Judgement verdict, String why) {

    /// What could not be looked at is unknown, never the same.
    public static Part unknown(String store, @Nullable String table, String why) {
      return new Part(store, table, null, Judgement.UNKNOWN, why);
    }

    /// Such as `orders public.orders`.
    public String name() {
      return table == null ? store : store + " " + table;
    }

    private String phrase() {
      return name() + ": " + why;
    }
  }

  /// The worst of all parts is that of the whole, and the parts that made it so are named.
  public static DataCheck of(List<Part> parts) {
    for (var bad : List.of(Judgement.MISSED, Judgement.UNKNOWN)) {
      var named = parts.stream().filter(part -> part.verdict() == bad).map(Part::phrase).toList();
      if (!named.isEmpty()) {
        var more = named.size() > SHOWN ? "; and %d more".formatted(named.size() - SHOWN) : "";
        return new DataCheck(
            bad, named.stream().limit(SHOWN).collect(Collectors.joining("; ")) + more, parts);
      }
    }
    return new DataCheck(Judgement.MET, same(parts), parts);
  }

  /// Nothing was compared.
  public static DataCheck unknown(String why) {
    return new DataCheck(Judgement.UNKNOWN, why, List.of());
  }

  private static String same(List<Part> parts) {
    if (parts.isEmpty()) {
      return "the workload keeps nothing";
    }
    var tables = parts.stream().filter(part -> part.table() != null).toList();
    var others = parts.stream().filter(part -> part.table() == null).toList();
    return "the same %s in %s and %s in %s"
        .formatted(
            Count.of(count(tables), "row"),
            Count.of(tables.size(), "table"),
            Count.of(count(others), "object"),
            Count.of(others.size(), "bucket"));
  }

  private static long count(List<Part> parts) {
    return parts.stream().mapToLong(part -> part.count() == null ? 0 : part.count()).sum();
  }

  /// As a part of a drill's criterion.
  ///
  /// @param when such as `before the return`
  public Criterion criterion(String when) {
    return new Criterion(verdict, when + ": " + why);
  }
}
