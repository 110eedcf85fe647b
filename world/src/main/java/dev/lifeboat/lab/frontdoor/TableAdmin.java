package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.files.DurableLog;
import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.lab.admin.AdminServer;
import dev.lifeboat.lab.admin.AdminServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/// What the controller asks of a front door, whichever form it has.
final class TableAdmin {
  private final RoutingTable table;
  private final Supplier<TrafficView> traffic;
  private final RefusalLog refusals;

  /// @param file of the table; refusals are kept beside it
  TableAdmin(RoutingTable table, Supplier<TrafficView> traffic, Path file) throws IOException {
    this.table = table;
    this.traffic = traffic;
    this.refusals =
        new RefusalLog(new DurableLog(file.resolveSibling("refusals.jsonl")), Clock.systemUTC());
  }

  Answer answer(AdminServer.Request request) throws IOException, InterruptedException {
    return switch (request.line()) {
      case "GET /table" -> Answer.ok(table.routes().table());
      case "PUT /table" -> put(request.body(Table.class));
      case "GET /traffic" -> Answer.ok(traffic.get());
      case "GET /trial" -> Answer.ok(table.trial());
      case "GET /reads" -> Answer.ok(table.reads());
      case "GET /health" -> Answer.ok(Map.of("status", "up"));
      default -> Answer.unknown(request);
    };
  }

  private Answer put(Table to) throws IOException, InterruptedException {
    try {
      table.put(to);
      return Answer.ok(to);
    } catch (StaleEpochException stale) {
      var why = String.valueOf(stale.getMessage());
      refusals.add("PUT /table", to.epoch(), table.routes().table().epoch(), why);
      return Answer.refused(409, why);
    }
  }
}
