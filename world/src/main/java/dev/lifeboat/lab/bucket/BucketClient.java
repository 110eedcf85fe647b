package dev.lifeboat.lab.bucket;

import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.JsonClient;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The controller's way to one gateway, by its admin port. Each call ends within a second.
///
/// Safe for use by many threads.
public final class BucketClient {
  /// What a gateway answers that is no candidate: HTTP's "precondition failed".
  static final int NO_CANDIDATE = 412;

  /// The seconds that a gateway may take to answer.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

  /// More than a million versions. They are told whole, or the ledger could name none of them.
  private static final long LARGEST_LIST = 256L << 20;

  private final JsonClient admin;

  /// A client that connects when it is first asked.
  ///
  /// @param admin such as `http://127.1.0.1:9101`
  public BucketClient(URI admin, CallSigner signer) {
    this(new JsonClient(admin, LONGEST_CALL, signer));
  }

  private BucketClient(JsonClient admin) {
    this.admin = admin;
  }

  /// The same gateway, with another deadline for each call.
  public BucketClient within(Duration limit) {
    return new BucketClient(admin.within(limit));
  }

  /// Asks the gateway how it stands.
  ///
  /// @throws IOException if the gateway does not answer in time
  public BucketState state() throws IOException, InterruptedException {
    return admin.call("GET", "/state", null, BucketState.class);
  }

  /// Writes in flight have not ended yet; new ones are refused already. Ask again.
  public static final class WritesInFlightException extends IOException {
    private static final long serialVersionUID = 1L;

    WritesInFlightException() {
      super("writes in flight have not ended yet");
    }
  }

  /// Asks for a role under an epoch, which replaces nobody's.
  public void setRole(BucketRole role, long epoch) throws IOException, InterruptedException {
    setRole(role, epoch, Succession.NONE);
  }

  /// Asks for a role under an epoch. Safe to repeat. A writer that is made replica keeps shipping
  /// what its queue holds; becoming a writer needs a new epoch, unless it was the writer of this
  /// one. Once this returns, role and epoch hold durably, and no write admitted before can take
  /// effect any more.
  ///
  /// @param succession whom a writer replaces: a copy that did not follow that writer is refused,
  ///   unless a person accepted the loss
  /// @throws EpochRefusedException if the gateway knows a higher epoch, or the epoch as another
  ///   region's; nothing changed
  /// @throws RefusedException if the bucket did not follow the writer that it would replace;
  ///   nothing changed
  /// @throws WritesInFlightException if they did not end in time
  /// @throws IOException if the gateway does not answer in time: the change may have been made
  public void setRole(BucketRole role, long epoch, Succession succession)
      throws IOException, InterruptedException {
    var wanted = ProgramJson.line(RoleRequest.of(role, epoch, succession));
    var answer = admin.ask("PUT", "/role", wanted);
    switch (answer.status()) {
      case 200 -> {}
      case 409 -> throw new EpochRefusedException(answer.body(), epoch, 0);
      case NO_CANDIDATE ->
          throw new RefusedException(NO_CANDIDATE, Code.LB3011.name(), answer.body());
      case 503 -> throw new WritesInFlightException();
      default ->
          throw new IOException(
              admin.address() + " answered " + answer.status() + " " + answer.body());
    }
  }

  /// The versions that were found to exist on this side alone, oldest first.
  public List<DivergedVersion> diverged() throws IOException, InterruptedException {
    return admin
        .taking(LARGEST_LIST)
        .send("GET", "/diverged", null)
        .lines()
        .map(line -> ProgramJson.read(line, DivergedVersion.class))
        .toList();
  }
}
