package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.files.DurableLog;
import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.JsonAnswer;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/// What the controller asks of a front door, whichever form it has.
final class TableAdmin implements ApiServer.Handler {
  private final RoutingTable table;
  private final Supplier<TrafficView> traffic;
  private final RefusalLog refusals;

  /// @param file of the table; refusals are kept beside it
  TableAdmin(RoutingTable table, Supplier<TrafficView> traffic, Path file) {
    this.table = table;
    this.traffic = traffic;
    this.refusals =
        new RefusalLog(new DurableLog(file.resolveSibling("refusals.jsonl")), Clock.systemUTC());
  }

  @Override
  public JsonAnswer answer(Request request) throws IOException, InterruptedException {
    return JsonAnswer.ok(
        switch (request.route()) {
          case "GET table" -> table.routes().table();
          case "PUT table" -> put(request.json(Table.class));
          case "GET traffic" -> traffic.get();
          case "GET trial" -> table.trial();
          case "GET reads" -> table.reads();
          case "GET health" -> Map.of("status", "up");
          default ->
              throw new RefusedException(
                  404, Code.LB1008.name(), "no such request: " + request.what());
        });
  }

  private Table put(Table to) throws IOException, InterruptedException {
    try {
      table.put(to);
      return to;
    } catch (EpochRefusedException stale) {
      refusals.add("PUT /table", stale.epoch(), stale.highest(), stale.why());
      throw stale;
    }
  }
}
