package dev.lifeboat.agent.api;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.database.GuardedDatabase;
import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.HealthState;
import dev.lifeboat.agent.state.KeptName;
import dev.lifeboat.agent.state.LedgerRequest;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.StandbyRequest;
import dev.lifeboat.agent.state.UnitRequest;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.agent.unit.Unit;
import dev.lifeboat.files.DurableLog;
import dev.lifeboat.guard.EpochRequest;
import dev.lifeboat.guard.LeaseWord;
import dev.lifeboat.guard.RefusalLog;
import dev.lifeboat.problem.Code;
import dev.lifeboat.watch.LapseNotice;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.JsonAnswer;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Request;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Routes each request to its part of the agent.
///
/// @param databases by name
/// @param units by name
/// @param votes on who may write which workload
/// @param refusals of callers that came too late
/// @param intents what controllers mean to do, kept in the region before they act on it
public record Api(
    AgentConfig config,
    Clock clock,
    Map<String, GuardedDatabase> databases,
    Map<String, Unit> units,
    VoteApi votes,
    RefusalLog refusals,
    DurableLog intents)
    implements ApiServer.Handler {

  public Api {
    databases = Map.copyOf(databases);
    units = Map.copyOf(units);
  }

  @Override
  public JsonAnswer answer(Request request) throws IOException, InterruptedException {
    try {
      return route(request);
    } catch (EpochRefusedException late) {
      refusals.add(request.what(), late.epoch(), late.highest(), late.why());
      throw late;
    }
  }

  /// Votes are asked for by others too; [VoteApi] knows by whom.
  private static void requireCaller(Request request) throws RefusedException {
    var kind = request.path().getFirst();
    if (!request.asksOnly() && !kind.equals("votes")) {
      var _ = request.require(kind.equals("lapses") ? Caller.Kind.AGENT : Caller.Kind.CONTROLLER);
    }
  }

  private JsonAnswer route(Request request) throws IOException, InterruptedException {
    requireCaller(request);
    return switch (request.route()) {
      case "GET health" -> JsonAnswer.ok(health());
      case "GET state" -> JsonAnswer.ok(state(request.fresh()));
      case "GET placements *" -> new JsonAnswer(200, edge().placement(request.name()));
      case "POST votes *" -> votes.answer(request);
      case "GET votes *" -> votes.status(request);
      case "POST votes * release" -> votes.release(request);
      case "POST votes * withhold" -> votes.withhold(request);
      case "PUT lapses *" -> keepLapse(request);
      case "PUT intents" -> keepIntent(request);
      case "PUT units *" -> changeUnit(request);
      case "PUT databases * assignment" ->
          JsonAnswer.ok(database(request).assign(request.json(AssignmentRequest.class)));
      case "POST databases * follow" -> JsonAnswer.ok(database(request).follow(epoch(request)));
      case "PUT databases * standby" ->
          JsonAnswer.ok(database(request).waitFor(request.json(StandbyRequest.class)));
      case "POST databases * clone" -> JsonAnswer.ok(database(request).beginClone(epoch(request)));
      case "POST databases * restored" ->
          JsonAnswer.ok(database(request).takeRestored(epoch(request)));
      case "POST databases * stand-down" ->
          JsonAnswer.ok(database(request).standDown(epoch(request)));
      case "POST databases * initialise" ->
          JsonAnswer.ok(database(request).initialise(epoch(request)));
      case "POST databases * ledger-page" ->
          JsonAnswer.ok(database(request).ledger(request.json(LedgerRequest.class)));
      case "GET databases * kept" -> JsonAnswer.ok(database(request).keptCopies());
      case "DELETE databases * kept" ->
          JsonAnswer.ok(database(request).removeKept(request.json(KeptName.class).name()));
      default ->
          throw new RefusedException(404, Code.LB1008, "no such request: " + request.route());
    };
  }

  private static long epoch(Request request) throws RefusedException {
    return request.json(EpochRequest.class).epoch();
  }

  private JsonAnswer keepLapse(Request request) throws IOException {
    edge().keep(request.name(), request.json(LapseNotice.class), clock.instant());
    return JsonAnswer.ok(Map.of("kept", true));
  }

  private EdgeFiles edge() {
    return new EdgeFiles(config.placementFolder());
  }

  private JsonAnswer keepIntent(Request request) throws IOException {
    intents.append(request.jsonLine());
    return JsonAnswer.ok(Map.of("kept", true));
  }

  private JsonAnswer changeUnit(Request request) throws IOException {
    var unit = named("unit", units, request);
    var wanted = request.json(UnitRequest.class);
    if (!unit.want(wanted)) {
      long known = unit.state().generation();
      throw new EpochRefusedException(
          "generation %d of %s is lower than %d, the one known; nothing was changed"
              .formatted(wanted.generation(), unit.name(), known),
          wanted.generation(),
          known);
    }
    return JsonAnswer.ok(unit.state());
  }

  private GuardedDatabase database(Request request) throws RefusedException {
    return named("database", databases, request);
  }

  private <T> T named(String kind, Map<String, T> all, Request request) throws RefusedException {
    var found = all.get(request.name());
    if (found == null) {
      throw new RefusedException(
          404,
          Code.LB1007,
          "region %s has no %s '%s'".formatted(config.region(), kind, request.name()));
    }
    return found;
  }

  private RegionState state(String fresh) throws IOException, InterruptedException {
    var seen = new LinkedHashMap<String, DatabaseState>();
    for (var entry : databases.entrySet()) {
      var database = entry.getValue();
      seen.put(
          entry.getKey(), entry.getKey().equals(fresh) ? database.freshState() : database.state());
    }
    var running = new LinkedHashMap<String, UnitState>();
    units.forEach((name, unit) -> running.put(name, unit.state()));
    var words = new LinkedHashMap<String, LeaseWord>();
    for (var database : databases.values()) {
      database.word().ifPresent(word -> words.put(database.workload(), word));
    }
    return new RegionState(
        config.region(), clock.instant(), votes.clock().name(), seen, running, words);
  }

  private HealthState health() throws IOException {
    var missing = new ArrayList<String>();
    units.forEach((name, unit) -> {
      if (unit.essential() && unit.state().healthyCount() == 0) {
        missing.add(name);
      }
    });
    for (var entry : databases.entrySet()) {
      var state = entry.getValue().state();
      if (state.duty().role().isStarted() && state.server().sql() == null) {
        missing.add(entry.getKey());
      }
    }
    missing.sort(null);
    return new HealthState(config.plan(), config.region(), missing.isEmpty(), missing);
  }
}
