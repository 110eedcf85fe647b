package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether both regions held the same, table by table and bucket by bucket, before and after the
/// return.
///
/// @param why they were not compared at both times; null when they were
record DataSection(List<Row> rows, @Nullable String why) {
  /// More are in result.json.
  static final int MOST_LISTED = 100;

  /// @param badge null of a row that only says how many more there are
  record Row(String when, String name, @Nullable Badge badge, @Nullable String why) {}

  /// Empty in results of before they were compared.
  static Optional<DataSection> of(Contents contents) {
    return contents.told(it -> it.comparison().data()).map(DataSection::of);
  }

  private static DataSection of(DrillResult.Data data) {
    var rows = new ArrayList<Row>();
    add(rows, "before the return", data.before());
    add(rows, "afterwards", data.after());
    return new DataSection(rows, data.why());
  }

  private static void add(List<Row> rows, String when, @Nullable DataCheck check) {
    if (check == null) {
      return;
    }
    rows.add(new Row(when, "all", Badge.of(check.verdict()), check.why()));
    // What is not the same comes first: a long list must not hide it.
    Stream.of(Judgement.MISSED, Judgement.UNKNOWN, Judgement.MET)
        .flatMap(verdict -> check.parts().stream().filter(part -> part.verdict() == verdict))
        .limit(MOST_LISTED)
        .map(part -> new Row("", part.name(), Badge.of(part.verdict()), part.why()))
        .forEach(rows::add);
    int more = check.parts().size() - MOST_LISTED;
    if (more > 0) {
      rows.add(new Row("", "and %d more; result.json lists all".formatted(more), null, null));
    }
  }
}
