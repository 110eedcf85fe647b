package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;

/// How long clients of several habits were out behind a name, and why one longer than another.
final class ClientsSection {
  private final Html html;
  private final Contents contents;

  ClientsSection(Html html, Contents contents) {
    this.html = html;
    this.contents = contents;
  }

  void add() {
    var clients = contents.result().value().map(DrillResult::clients);
    if (clients.isEmpty()) {
      return;
    }
    html.open("section").leaf("h2", "Clients behind the name");
    html.open("table").open("tbody");
    for (var client : clients.get()) {
      var out = client.outageSeconds();
      html.open("tr").leaf("th", client.kind(), "scope", "row");
      html.leaf("td", out == null ? "unknown" : TimeText.seconds(out));
      html.leaf("td", client.why()).close();
    }
    html.close().close().close();
  }
}
