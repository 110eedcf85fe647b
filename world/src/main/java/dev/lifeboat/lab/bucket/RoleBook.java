package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.FollowedWriter;
import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Who may write here, under which epoch: the fence of this region's bucket.
///
/// Only a bucket that holds what the writer before had becomes one: a whole comparison by that
/// writer's gateway shows it.
///
/// Every write, by a client or by the peer, holds a [Pass] from the check of role and epoch until
/// its effect is over; a change of role waits until all passes are returned. So once a change
/// returned, no write admitted before it can still take effect. Safe for use by many threads; a
/// pass is returned by the thread that took it.
final class RoleBook {
  /// Of a placement that never moved.
  private static final long FIRST_EPOCH = 1;

  private final Path file;
  private final String bucket;
  private final String region;
  private final FollowedWriter followed;
  private final InstantSource clock;
  private final ReentrantReadWriteLock passes = new ReentrantReadWriteLock(true);
  private volatile Standing standing;

  /// The highest epoch under which this was to become a replica: nobody new gets in before it is.
  private final AtomicLong replicaUnder = new AtomicLong();

  /// Starts as replica whatever the file says: only a caller who knows the placement may say
  /// writer.
  ///
  /// @param state folder of `role.json` and `followed.json`
  RoleBook(Path state, String bucket, String region, InstantSource clock) throws IOException {
    this.file = state.resolve("role.json");
    this.bucket = bucket;
    this.region = region;
    this.followed = new FollowedWriter(state.resolve("followed.json"));
    this.clock = clock;
    this.standing = read(file);
  }

  /// The role in effect, and the last epoch in which this region was the writer (0: never).
  record Standing(BucketRole role, long epoch, long writerEpoch) {}

  /// Leave to write until closed.
  interface Pass extends AutoCloseable {
    @Override
    void close();
  }

  private static Standing read(Path file) throws IOException {
    var kept = DurableFile.read(file).map(bytes -> ProgramJson.read(bytes, Standing.class));
    return new Standing(
        BucketRole.REPLICA,
        kept.map(Standing::epoch).orElse(0L),
        kept.map(Standing::writerEpoch).orElse(0L));
  }

  Standing standing() {
    return standing;
  }

  /// The writer whose current versions were found to be those here; a writer's are its own.
  Optional<FollowRecord> followed() {
    return followed.last();
  }

  /// A client's leave to write; empty on a replica, and from the moment a change to it was asked.
  Optional<Pass> admitClient() {
    if (!isOpen()) {
      return Optional.empty();
    }
    var pass = take();
    if (!isOpen()) {
      pass.close();
      return Optional.empty();
    }
    note(standing.epoch());
    return Optional.of(pass);
  }

  /// Whether a client's write gets in.
  boolean isOpen() {
    var now = standing;
    return now.role() == BucketRole.WRITER && replicaUnder.get() < now.epoch();
  }

  /// The peer's leave to write under `epoch`. A higher epoch than known makes this a replica first.
  ///
  /// @throws EpochRefusedException if that is too low, or this region's own
  /// @throws RefusedException 503 while writes of another epoch do not end
  Pass admitPeer(long epoch, Duration patience) throws IOException, InterruptedException {
    if (epoch > standing.epoch()) {
      change(BucketRole.REPLICA, epoch, patience);
    }
    var pass = take();
    var refusal = whyNotFromPeer(epoch);
    if (refusal.isPresent()) {
      pass.close();
      throw refused(refusal.get(), epoch);
    }
    if (followed.last().filter(it -> it.epoch() == epoch).isPresent()) {
      note(epoch);
    }
    return pass;
  }

  private EpochRefusedException refused(String why, long epoch) {
    return new EpochRefusedException(why, epoch, standing.epoch());
  }

  /// Makes this the writer, if it is a candidate or a person accepted the loss.
  ///
  /// @throws RefusedException as [#change], and if it did not follow the writer that it would
  ///   replace
  void promote(long epoch, Succession succession, Duration patience)
      throws IOException, InterruptedException {
    var now = standing;
    // The first writer of all replaces nobody, and one that starts anew is no other one. A gateway
    // that lost its folder is neither: it does not know what it followed.
    boolean first = succession.writer() == 0 && epoch == FIRST_EPOCH;
    boolean replaces = !first && now.writerEpoch() != epoch;
    // A late request is told that it is late, whatever it would have promoted.
    if (replaces
        && succession.acceptedLoss().isEmpty()
        && whyNot(BucketRole.WRITER, epoch).isEmpty()) {
      var refusal = new CandidateRule(bucket, region, followed()).refusal(succession.writer());
      if (refusal.isPresent()) {
        throw new RefusedException(
            BucketClient.NO_CANDIDATE, Code.LB3011.name(), refusal.get().happened());
      }
    }
    change(BucketRole.WRITER, epoch, patience);
  }

  /// The current versions here are those of the writer of `epoch`, as a whole comparison showed.
  void equal(long epoch) throws IOException {
    passes.writeLock().lock();
    try {
      if (standing.role() == BucketRole.REPLICA && standing.epoch() == epoch) {
        followed.seen(OptionalLong.of(epoch), Optional.of(clock.instant()));
      }
    } finally {
      passes.writeLock().unlock();
    }
  }

  /// This region writes, or hears from the writer that it follows. Only how long it did so, or that
  /// it is a candidate, would be forgotten by a restart: no write waits for it.
  private void note(long epoch) {
    try {
      followed.seen(OptionalLong.of(epoch), Optional.of(clock.instant()));
    } catch (IOException unwritable) {
      System.err.println("until when the bucket followed is not kept: " + unwritable.getMessage());
    }
  }

  /// Changes role and epoch durably, waiting up to `patience` for the writes in flight.
  ///
  /// @throws EpochRefusedException if a higher epoch is known, or the epoch is of no use for it
  /// @throws RefusedException 503 if they did not end in time; new ones are refused already
  void change(BucketRole role, long epoch, Duration patience)
      throws IOException, InterruptedException {
    requireAllowed(role, epoch);
    if (role == BucketRole.REPLICA) {
      long _ = replicaUnder.accumulateAndGet(epoch, Math::max);
    }
    if (!passes.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new RefusedException(
          503, Code.LB2005.name(), "writes in flight have not ended; new ones are refused already");
    }
    try {
      requireAllowed(role, epoch);
      var next =
          new Standing(role, epoch, role == BucketRole.WRITER ? epoch : standing.writerEpoch());
      if (!next.equals(standing)) {
        DurableFile.write(file, ProgramJson.write(next));
        standing = next;
      }
      if (role == BucketRole.WRITER) {
        note(epoch);
      }
    } finally {
      passes.writeLock().unlock();
    }
  }

  private void requireAllowed(BucketRole role, long epoch) throws EpochRefusedException {
    var refusal = whyNot(role, epoch);
    if (refusal.isPresent()) {
      throw refused(refusal.get(), epoch);
    }
  }

  private Optional<String> whyNot(BucketRole role, long epoch) {
    var now = standing;
    if (epoch < now.epoch()) {
      return Optional.of("epoch " + epoch + " is lower than the known " + now.epoch());
    }
    if (role == BucketRole.WRITER && epoch == now.epoch() && now.writerEpoch() != epoch) {
      return Optional.of("epoch " + epoch + " is known here as another region's");
    }
    if (role == BucketRole.WRITER && epoch <= replicaUnder.get()) {
      return Optional.of("it was asked to become a replica under epoch " + replicaUnder.get());
    }
    // A run fences before it promotes: a late request of the same run would undo what it achieved.
    if (role == BucketRole.REPLICA && now.writerEpoch() == epoch) {
      return Optional.of(
          "it was made the writer under epoch %d itself, and is fenced only under a higher one"
              .formatted(epoch));
    }
    return Optional.empty();
  }

  private Optional<String> whyNotFromPeer(long epoch) {
    var now = standing;
    if (epoch < now.epoch()) {
      return Optional.of("epoch " + epoch + " is lower than the known " + now.epoch());
    }
    if (now.writerEpoch() == epoch) {
      return Optional.of("this region is the writer of epoch " + epoch);
    }
    return Optional.empty();
  }

  private Pass take() {
    Lock shared = passes.readLock();
    shared.lock();
    return shared::unlock;
  }
}
