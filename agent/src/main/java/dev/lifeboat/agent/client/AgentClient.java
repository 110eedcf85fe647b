package dev.lifeboat.agent.client;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.HealthState;
import dev.lifeboat.agent.state.KeptCopies;
import dev.lifeboat.agent.state.KeptLedger;
import dev.lifeboat.agent.state.KeptName;
import dev.lifeboat.agent.state.LedgerPage;
import dev.lifeboat.agent.state.LedgerRequest;
import dev.lifeboat.agent.state.RegionState;
import dev.lifeboat.agent.state.StandbyRequest;
import dev.lifeboat.agent.state.UnitRequest;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.guard.EpochRequest;
import dev.lifeboat.guard.vote.HttpVoterClient;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.watch.LapseNotice;
import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.JsonClient;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;

/// Talks to one region's agent. Thread-safe. Every call ends within the client's deadline, also if
/// the agent is frozen; a call that ran into it may or may not have taken effect, and may be
/// repeated. Calls throw
///
/// - [EpochRefusedException] if a higher epoch was seen there: somebody else has gone on,
/// - [RefusedException] if the agent answered that it must not or cannot,
/// - any other `IOException`, naming the call and the address, if there was no answer.
public final class AgentClient {
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final JsonClient http;

  /// A client with a deadline of 1 s for each call.
  ///
  /// @param agent such as `http://127.1.0.1:7000`
  public AgentClient(URI agent, CallSigner signer) {
    this(new JsonClient(agent, DEADLINE, signer));
  }

  private AgentClient(JsonClient http) {
    this.http = http;
  }

  /// The same agent, with another deadline for each call. Assignments of a running writer may take
  /// up to 30 s.
  public AgentClient within(Duration limit) {
    return new AgentClient(http.within(limit));
  }

  public HealthState health() throws IOException, InterruptedException {
    return http.call("GET", "/health", null, HealthState.class);
  }

  /// What was sampled last; quick.
  public RegionState state() throws IOException, InterruptedException {
    return http.call("GET", "/state", null, RegionState.class);
  }

  /// As [#state()], but the database is looked at now.
  public RegionState freshState(String database) throws IOException, InterruptedException {
    return http.call("GET", "/state?fresh=" + database, null, RegionState.class);
  }

  /// Fences, promotes or stops; answers when it holds.
  public DatabaseState assign(String database, AssignmentRequest request)
      throws IOException, InterruptedException {
    return change("PUT", database, "assignment", request);
  }

  /// Makes a fenced database stream from the other region, without a copy.
  public DatabaseState follow(String database, long epoch)
      throws IOException, InterruptedException {
    return change("POST", database, "follow", new EpochRequest(epoch));
  }

  /// Makes a writer wait for `replica` too before it acknowledges a commit.
  public DatabaseState waitFor(String database, long epoch, String replica)
      throws IOException, InterruptedException {
    return change("PUT", database, "standby", new StandbyRequest(epoch, replica));
  }

  /// Begins to clone the other region's database; [DatabaseState.Care#activity] tells how far it
  /// is.
  public DatabaseState beginClone(String database, long epoch)
      throws IOException, InterruptedException {
    return change("POST", database, "clone", new EpochRequest(epoch));
  }

  /// Takes into service, read-only, what was restored beside the database for the run of `epoch`.
  public DatabaseState takeRestored(String database, long epoch)
      throws IOException, InterruptedException {
    return change("POST", database, "restored", new EpochRequest(epoch));
  }

  /// Takes the database out of service; what it may hold alone is kept.
  public DatabaseState standDown(String database, long epoch)
      throws IOException, InterruptedException {
    return change("POST", database, "stand-down", new EpochRequest(epoch));
  }

  /// What was read back of a database when it was made to follow under `epoch`, part by part, each
  /// within the deadline; a [RefusedException] with 404 if nothing was.
  public KeptLedger ledger(String database, long epoch) throws IOException, InterruptedException {
    var rows = new ArrayList<String>();
    var page = page(database, new LedgerRequest(epoch, 0));
    for (var next = page.next(); next != null; next = page.next()) {
      rows.addAll(page.rows());
      page = page(database, new LedgerRequest(epoch, next));
    }
    rows.addAll(page.rows());
    return new KeptLedger(page.reading(), rows);
  }

  private LedgerPage page(String database, LedgerRequest wanted)
      throws IOException, InterruptedException {
    return http.call("POST", "/databases/" + database + "/ledger-page", wanted, LedgerPage.class);
  }

  /// What is kept of a database's old files.
  public KeptCopies keptCopies(String database) throws IOException, InterruptedException {
    return http.call("GET", "/databases/" + database + "/kept", null, KeptCopies.class);
  }

  /// Removes one of them by its name, for good; a [RefusedException] with 404 if there is none.
  ///
  /// @return what is kept afterwards
  public KeptCopies removeKept(String database, String name)
      throws IOException, InterruptedException {
    return http.call(
        "DELETE", "/databases/" + database + "/kept", new KeptName(name), KeptCopies.class);
  }

  /// Makes the first writer out of nothing.
  public DatabaseState initialise(String database, long epoch)
      throws IOException, InterruptedException {
    return change("POST", database, "initialise", new EpochRequest(epoch));
  }

  private DatabaseState change(String method, String database, String what, Object request)
      throws IOException, InterruptedException {
    return http.call(method, "/databases/" + database + "/" + what, request, DatabaseState.class);
  }

  /// Changes how many instances run, and restarts those of a lower generation; zero for the present
  /// one.
  public UnitState setUnit(String unit, int count, long generation)
      throws IOException, InterruptedException {
    return http.call(
        "PUT", "/units/" + unit, new UnitRequest(count, generation, null), UnitState.class);
  }

  /// Starts the instances anew with another of the unit's bindings, unless they were under this
  /// generation or are under a higher one.
  public UnitState bindUnit(String unit, String binding, long generation)
      throws IOException, InterruptedException {
    return http.call(
        "PUT", "/units/" + unit, new UnitRequest(null, generation, binding), UnitState.class);
  }

  /// The agent's vote on who may write.
  public VoterClient votes() {
    return new HttpVoterClient(http);
  }

  /// Keeps an intent durably in the region.
  ///
  /// @param json one JSON value
  public void keepIntent(String json) throws IOException, InterruptedException {
    http.send("PUT", "/intents", json);
  }

  /// Tells the edge that a database lapsed or is synchronous again; durable there on return.
  public void notice(String database, LapseNotice notice) throws IOException, InterruptedException {
    http.tell("PUT", "/lapses/" + database, notice);
  }

  /// The placement as the edge keeps it, byte for byte.
  public String placement(String workload) throws IOException, InterruptedException {
    return http.send("GET", "/placements/" + workload, null);
  }
}
