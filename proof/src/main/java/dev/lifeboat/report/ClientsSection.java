package dev.lifeboat.report;

import dev.lifeboat.drill.ClientOutage;
import dev.lifeboat.drill.DrillResult;
import java.util.List;
import java.util.Optional;

/// How long clients of several habits were out behind a name, and why one longer than another.
record ClientsSection(List<Row> rows) {
  record Row(String kind, String out, String why) {
    private static Row of(ClientOutage client) {
      var out = client.outageSeconds();
      return new Row(client.kind(), out == null ? "unknown" : TimeText.seconds(out), client.why());
    }
  }

  /// Empty where there were none.
  static Optional<ClientsSection> of(Contents contents) {
    return contents
        .told(DrillResult::clients)
        .map(clients -> new ClientsSection(clients.stream().map(Row::of).toList()));
  }
}
